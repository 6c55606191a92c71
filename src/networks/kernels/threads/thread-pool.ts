import { activationModule } from '../activation/activation-wasm-code';
import { channelsModule } from '../channels/channels-wasm-code';
import { convolutionModule } from '../convolution/convolution-wasm-code';
import { denseProductModule } from '../dense/dense-product-wasm-code';
import { depthwiseGradientModule } from '../depthwise/depthwise-gradient-wasm-code';
import { maxPoolGradientModule } from '../max-pool/max-pool-gradient-wasm-code';
import { normalNoiseModule } from '../noise/normal-noise-wasm-code';
import { productModule } from '../product/product-wasm-code';
import { rectifierGradientModule } from '../rectifier/rectifier-gradient-wasm-code';
import { rowsModule } from '../rows/rows-wasm-code';
import { carryOut, type SharedJob, type SharedKernels } from './shared-kernels';
import { awaitJob, createBoard, postJob, takePieces } from './thread-job';
import type { PoolWorkerMessage } from './pool-worker';
import { isShared } from '../wasm-heap';

/** Threads that share a WASM backend's memory and the work of the lab's kernels. */
export interface ThreadPool {
  /** With the calling one. */
  readonly threads: number;
  /** Into how many pieces work is best cut. */
  readonly pieces: number;
  /** Does work of so many parts, on all threads; it is done when this returns. */
  work(job: SharedJob, parts: number): void;
  dispose(): void;
}

/** So many pieces for each thread: one that comes late, or is kept off its processor, takes fewer. */
const PIECES_EACH = 4;
const DEADLINE_MS = 5000;

const pools = new WeakMap<object, ThreadPool>();

/** The pool that works for a backend; null where it computes alone. */
export function threadPoolOf(backend: object): ThreadPool | null {
  return pools.get(backend) ?? null;
}

/** Has a pool work for a backend from now on, or none. The caller disposes pools. */
export function assignThreadPool(backend: object, pool: ThreadPool | null): void {
  if (pool) pools.set(backend, pool);
  else pools.delete(backend);
}

/** From so many values on, waking other threads costs less than they save where each value takes a few instructions. */
const WORTH_SHARING = 2 ** 17;

/** The pool that works for a backend where so many values are to be gone through; null where that is done sooner alone. */
export function poolFor(backend: object, values: number): ThreadPool | null {
  return values < WORTH_SHARING ? null : threadPoolOf(backend);
}

/** Does a job of so many parts on the threads of a pool; without one alone, by the kernels given. */
export function share(
  kernels: Partial<SharedKernels>,
  pool: ThreadPool | null,
  parts: number,
  job: SharedJob,
): void {
  if (pool) pool.work(job, parts);
  else carryOut(kernels, job.kernel, job.values, 0, parts, 0);
}

/**
 * Starts `threads - 1` workers on the memory of a WASM backend. Rejects where it has none to share or they do not start, and
 * leaves none running. May be used only where a thread may block: in a worker.
 */
export async function startThreadPool(backend: object, threads: number): Promise<ThreadPool> {
  const made = convolutionModule(backend);
  if (!made || !isShared(made.memory)) throw new Error('There is no memory to share.');
  const { memory } = made;
  const others = [
    activationModule(backend),
    channelsModule(backend),
    denseProductModule(backend),
    depthwiseGradientModule(backend),
    maxPoolGradientModule(backend),
    normalNoiseModule(backend),
    productModule(backend),
    rectifierGradientModule(backend),
    rowsModule(backend),
  ];
  const modules = [made, ...others.filter((other) => other !== null)];
  const kernels = Object.assign({}, ...modules.map((each) => each.kernels)) as SharedKernels;
  const { default: PoolWorker } = await import('./pool-worker?worker&inline');
  const board = createBoard();
  const pieces = PIECES_EACH * threads;
  const workers: Worker[] = [];
  const dispose = (): void => workers.forEach((worker) => worker.terminate());
  const ready = Array.from({ length: threads - 1 }, (_, i) => {
    const worker = new PoolWorker();
    workers.push(worker);
    return new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', (event) => reject(new Error(event.message || 'A thread failed.')));
      const sent = { memory, modules: modules.map(({ module }) => module), board, thread: i + 1 };
      worker.postMessage(sent satisfies PoolWorkerMessage);
    });
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The threads did not start in time.')), DEADLINE_MS);
  });
  try {
    await Promise.race([Promise.all(ready), late]);
  } catch (error) {
    dispose();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    threads,
    pieces,
    work(job, parts) {
      postJob(board, job, parts, Math.min(parts, pieces));
      takePieces(board, kernels, 0);
      awaitJob(board);
    },
    dispose,
  };
}
