/** More than this many gain little on networks this small, and the page wants a processor too. */
const MOST_THREADS = 4;

/** With fewer processors the page and the browser's compositor want the others: threads would wait for them at every layer. */
const FEWEST_PROCESSORS = 4;

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
 * half are second threads of the same cores. Measured with two processors and no GPU: a class visualisation that nobody
 * looks at takes 17 ms a step on two threads and 22 on one, but 35 and 28 where its frames are drawn.
 */
export function threadsFor({ crossOriginIsolated, inWorker, hardwareConcurrency }: ThreadFacts): number {
  if (!crossOriginIsolated || !inWorker || hardwareConcurrency < FEWEST_PROCESSORS) return 1;
  return Math.min(MOST_THREADS, Math.floor(hardwareConcurrency / 2));
}
