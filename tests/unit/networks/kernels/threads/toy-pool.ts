import { carryOut, type SharedKernels } from '../../../../../src/networks/kernels/threads/shared-kernels';
import type { ThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';

/** A pool whose threads take turns on this one, piece by piece, the last piece first. */
export function toyPool(kernels: Partial<SharedKernels>, threads: number): ThreadPool {
  const pieces = 4 * threads;
  return {
    threads,
    pieces,
    work({ kernel, values }, parts) {
      const before = (count: number): number => Math.floor((parts * count) / pieces);
      for (let piece = pieces - 1; piece >= 0; piece--)
        carryOut(kernels, kernel, values, before(piece), before(piece + 1), piece % threads);
    },
    dispose: () => undefined,
  };
}
