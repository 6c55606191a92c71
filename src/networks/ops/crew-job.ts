import type { ConvolutionKernels, ConvolveValues } from './convolution-kernels';

/** Where the numbers that the threads of a crew share lie, in 32-bit words. */
const GENERATION = 0;
const NEXT = 1;
const DONE = 2;
const CHUNKS = 3;
const PARTS = 4;
const VALUES = 8;
const VALUE_COUNT = 15;

/** Above any chunk: nobody takes one. */
const NONE = 2 ** 30;
/** So often the end of a job is looked for before sleeping until it is told. */
const GLANCES = 2000;

/** A job on the numbers that threads share: every thread takes the next piece as it comes free, until there is none. */
export type Board = Int32Array<SharedArrayBuffer>;

export function createBoard(): Board {
  const board = new Int32Array(new SharedArrayBuffer(4 * (VALUES + VALUE_COUNT)));
  board[NEXT] = NONE;
  return board;
}

/** Puts up a job of so many parts, in so many pieces, and wakes the others. */
export function postJob(board: Board, values: ConvolveValues, parts: number, chunks: number): void {
  // Until the job stands there whole, a thread that comes late finds none.
  Atomics.store(board, NEXT, NONE);
  const floats = floatsOf(board);
  values.forEach((value, i) => {
    if (isFloat(i)) floats[VALUES + i] = value;
    else board[VALUES + i] = value;
  });
  board[CHUNKS] = chunks;
  board[PARTS] = parts;
  Atomics.store(board, DONE, 0);
  Atomics.store(board, NEXT, 0);
  Atomics.add(board, GENERATION, 1);
  Atomics.notify(board, GENERATION);
}

/** Works on the job that stands there, until no piece of it is left to take. */
export function takePieces(board: Board, kernels: ConvolutionKernels): void {
  for (;;) {
    const chunk = Atomics.add(board, NEXT, 1);
    const chunks = board[CHUNKS] ?? 0;
    if (chunk >= chunks) return;
    const parts = board[PARTS] ?? 0;
    const floats = floatsOf(board);
    const values = Array.from({ length: VALUE_COUNT }, (_, i) =>
      isFloat(i) ? floats[VALUES + i] : board[VALUES + i],
    ) as unknown as ConvolveValues;
    const at = (piece: number): number => Math.floor((parts * piece) / chunks);
    kernels.convolve(...values, at(chunk), at(chunk + 1));
    Atomics.add(board, DONE, 1);
    Atomics.notify(board, DONE);
  }
}

/** Waits until every piece is done. */
export function awaitJob(board: Board): void {
  const chunks = board[CHUNKS] ?? 0;
  for (let glances = 0; ; glances++) {
    const done = Atomics.load(board, DONE);
    if (done >= chunks) return;
    if (glances > GLANCES) Atomics.wait(board, DONE, done);
  }
}

/** Sleeps until there is another job than the last one seen; gives its number. */
export function awaitNextJob(board: Board, seen: number): number {
  Atomics.wait(board, GENERATION, seen);
  return Atomics.load(board, GENERATION);
}

/** The bounds of a convolution's values are floats; the rest are addresses and counts. */
const isFloat = (i: number): boolean => i === 12 || i === 13;

const floatsOf = ({ buffer }: Board): Float32Array => new Float32Array(buffer);
