import { convolutionModule } from './convolution-kernels';
import { awaitJob, type ConvolutionJob, createBoard, postJob, takePieces } from './crew-job';
import type { CrewMessage } from './crew-worker';
import { isShared } from './wasm-heap';

/** Threads that share a WASM backend's memory and its convolutions. */
export interface Crew {
  /** With the calling one. */
  readonly threads: number;
  /** Into how many pieces work is best cut. */
  readonly pieces: number;
  /** Does work of so many parts, on all threads; it is done when this returns. */
  work(job: ConvolutionJob, parts: number): void;
  dispose(): void;
}

/** So many pieces for each thread: one that comes late, or is kept off its processor, takes fewer. */
const PIECES_EACH = 4;
const DEADLINE_MS = 5000;

const crews = new WeakMap<object, Crew>();

/** The crew that works for a backend; null where it computes alone. */
export function crewOf(backend: object): Crew | null {
  return crews.get(backend) ?? null;
}

/** Has a crew work for a backend from now on, or none. The caller disposes crews. */
export function employ(backend: object, crew: Crew | null): void {
  if (crew) crews.set(backend, crew);
  else crews.delete(backend);
}

/**
 * Starts `threads - 1` workers on the memory of a WASM backend. Rejects where it has none to share or they do not start, and
 * leaves none running. May be used only where a thread may block: in a worker.
 */
export async function hireCrew(backend: object, threads: number): Promise<Crew> {
  const made = convolutionModule(backend);
  if (!made || !isShared(made.memory)) throw new Error('There is no memory to share.');
  const { memory, module, kernels } = made;
  const { default: CrewWorker } = await import('./crew-worker?worker&inline');
  const board = createBoard();
  const pieces = PIECES_EACH * threads;
  const workers: Worker[] = [];
  const dispose = (): void => workers.forEach((worker) => worker.terminate());
  const ready = Array.from({ length: threads - 1 }, (_, i) => {
    const worker = new CrewWorker();
    workers.push(worker);
    return new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', (event) => reject(new Error(event.message || 'A thread failed.')));
      worker.postMessage({ memory, module, board, thread: i + 1 } satisfies CrewMessage);
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
