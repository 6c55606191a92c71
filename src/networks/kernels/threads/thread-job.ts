import {
  carryOut,
  SHARED_KERNELS,
  type SharedJob,
  type SharedKernelName,
  type SharedKernels,
} from './shared-kernels';

/** Where the numbers that the threads of a pool share lie, in 32-bit words. */
const GENERATION = 0;
const NEXT = 1;
const FIRST = 2;
const END = 3;
const DONE = 4;
const PARTS = 5;
const KERNEL = 6;
const COUNT = 7;
const VALUES = 8;

/** By the numbers that stand at `KERNEL`. */
const KERNELS = Object.keys(SHARED_KERNELS) as SharedKernelName[];
const MOST_VALUES = Math.max(...Object.values(SHARED_KERNELS).map(({ types }) => types.length));

/** Tickets left out between two jobs: more than threads that may still draw one of the job before. */
const BETWEEN = 64;
/** Tickets begin anew well before they overflow. */
const MOST_TICKETS = 2 ** 29;

/**
 * So often a thread looks for what it waits for before it sleeps until it is told: for a millisecond at most, which is longer
 * than what most layers of a network do alone. One that sleeps is late for every job: a gradient takes a tenth more.
 */
const SPINS = 100_000;

/** A job on the numbers that threads share: every thread takes the next piece as it comes free, until there is none. */
export type Board = Int32Array<SharedArrayBuffer>;

export function createBoard(): Board {
  return new Int32Array(new SharedArrayBuffer(4 * (VALUES + MOST_VALUES)));
}

/** Puts up a job of so many parts, in so many pieces, and wakes the others. The one before has been awaited. */
export function postJob(board: Board, { kernel, values }: SharedJob, parts: number, pieces: number): void {
  const { types } = SHARED_KERNELS[kernel];
  const asFloats = new Float32Array(board.buffer);
  values.forEach((value, i) => {
    (types[i] === 'f' ? asFloats : board)[VALUES + i] = value;
  });
  board[KERNEL] = KERNELS.indexOf(kernel);
  board[COUNT] = values.length;
  board[PARTS] = parts;
  Atomics.store(board, DONE, 0);
  // In this order: a late thread with a ticket of the job before sees the old end, or the new first. Either tells it to go.
  const drawn = Atomics.load(board, NEXT);
  const first = drawn > MOST_TICKETS ? 0 : drawn + BETWEEN;
  Atomics.store(board, FIRST, first);
  Atomics.store(board, END, first + pieces);
  Atomics.store(board, NEXT, first);
  Atomics.add(board, GENERATION, 1);
  Atomics.notify(board, GENERATION);
}

/** Works on the job that stands there, until no piece of it is left to take. `thread` numbers those of a pool from 0. */
export function takePieces(board: Board, kernels: SharedKernels, thread: number): void {
  for (;;) {
    const ticket = Atomics.add(board, NEXT, 1);
    const end = Atomics.load(board, END);
    const first = Atomics.load(board, FIRST);
    if (ticket < first || ticket >= end) return;
    const parts = board[PARTS] ?? 0;
    const before = (pieces: number): number => Math.floor((parts * pieces) / (end - first));
    const piece = ticket - first;
    carryOut(kernels, ...readJob(board), before(piece), before(piece + 1), thread);
    if (Atomics.add(board, DONE, 1) + 1 === end - first) Atomics.notify(board, DONE);
  }
}

/** The job's kernel, and the values that stand there for it. */
function readJob(board: Board): readonly [SharedKernelName, number[]] {
  const kernel = KERNELS[board[KERNEL] ?? 0] ?? 'convolve';
  const { types } = SHARED_KERNELS[kernel];
  const asFloats = new Float32Array(board.buffer);
  const posted = board.subarray(VALUES, VALUES + (board[COUNT] ?? 0));
  return [kernel, Array.from(posted, (value, i) => (types[i] === 'f' ? (asFloats[VALUES + i] ?? 0) : value))];
}

/** Waits until every piece is done. */
export function awaitJob(board: Board): void {
  const pieces = Atomics.load(board, END) - Atomics.load(board, FIRST);
  for (let spins = 0; ; spins++) {
    const done = Atomics.load(board, DONE);
    if (done >= pieces) return;
    if (spins > SPINS) Atomics.wait(board, DONE, done);
  }
}

/**
 * Waits for another job than the last one seen, and sleeps where none comes soon; gives its number. A network's layers follow
 * each other within less than it takes to wake up.
 */
export function awaitNextJob(board: Board, seen: number): number {
  for (let spins = 0; ; spins++) {
    const job = Atomics.load(board, GENERATION);
    if (job !== seen) return job;
    if (spins > SPINS) Atomics.wait(board, GENERATION, seen);
  }
}
