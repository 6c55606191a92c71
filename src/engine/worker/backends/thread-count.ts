/** More than this many gain little on networks this small, and the page wants a processor too. */
const MOST_THREADS = 4;

/** What decides how many threads to compute on. */
export interface ThreadFacts {
  /** The page came with COOP and COEP: only then is there memory to share. */
  readonly crossOriginIsolated: boolean;
  /** Threads wait for each other by blocking, which only a worker may do. */
  readonly inWorker: boolean;
  /** Processors, as the browser tells. */
  readonly hardwareConcurrency: number;
}

/**
 * How many threads to compute on; 1 is the build without threads. Half of the processors, for on many machines the other
 * half are second threads of the same cores, but two where there are two: a thread that the page keeps off its processor
 * takes fewer pieces of each layer and holds up nobody. Measured with two processors and no GPU, a class visualisation takes
 * 13 ms a step on two threads and 16 on one, and 20 and 24 where every frame is drawn.
 */
export function threadsFor({ crossOriginIsolated, inWorker, hardwareConcurrency }: ThreadFacts): number {
  if (!crossOriginIsolated || !inWorker || hardwareConcurrency < 2) return 1;
  return Math.min(MOST_THREADS, Math.max(2, Math.floor(hardwareConcurrency / 2)));
}
