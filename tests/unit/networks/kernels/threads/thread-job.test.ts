import { describe, expect, it } from 'vitest';
import type { SharedJob, SharedKernels } from '../../../../../src/networks/kernels/threads/shared-kernels';
import {
  awaitJob,
  createBoard,
  postJob,
  takePieces,
} from '../../../../../src/networks/kernels/threads/thread-job';

const CONVOLVE: SharedJob = {
  kernel: 'convolve',
  values: [2 ** 31 + 16, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, -Infinity, 6.5, 0],
};
const CONVOLVE3X3: SharedJob = {
  kernel: 'convolve3x3',
  values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 1, 0.25, Infinity, 17, 18, 0],
};

/** Kernels that only note what they are asked for; a thread may be let in while the first call is under way. */
function noting(meanwhile: () => void = () => undefined) {
  const calls: { kernel: string; values: number[] }[] = [];
  const note =
    (kernel: string) =>
    (...values: number[]): void => {
      calls.push({ kernel, values });
      if (calls.length === 1) meanwhile();
    };
  const kernels = { convolve: note('convolve'), convolve3x3: note('convolve3x3') };
  return { calls, kernels: kernels as unknown as SharedKernels };
}

describe('a job that threads share', () => {
  it.each([CONVOLVE, CONVOLVE3X3])('hands $kernel its values, and every part to one thread', (job) => {
    const board = createBoard();
    const late = noting();
    // The other thread comes while the first is at its first piece, and takes all the rest.
    const early = noting(() => takePieces(board, late.kernels, 1));
    postJob(board, job, 13, 5);
    takePieces(board, early.kernels, 0);
    awaitJob(board);
    const all = [...early.calls, ...late.calls];
    expect([early.calls.length, late.calls.length]).toEqual([1, 4]);
    const count = job.values.length;
    for (const { kernel, values } of all) {
      expect(kernel).toBe(job.kernel);
      // Addresses beyond 2 GiB are negative numbers to a kernel.
      expect(values.slice(0, count)).toEqual(
        job.values.map((value) => (value === 2 ** 31 + 16 ? value | 0 : value)),
      );
    }
    const ranges = all.map(({ values }) => values.slice(count, count + 2));
    expect(ranges).toEqual([
      [0, 2],
      [2, 5],
      [5, 7],
      [7, 10],
      [10, 13],
    ]);
  });

  it('gives nothing to a thread that comes after its end, nor a piece of the next job with a ticket of the last', () => {
    const board = createBoard();
    const first = noting();
    postJob(board, CONVOLVE, 4, 4);
    takePieces(board, first.kernels, 0);
    awaitJob(board);
    const late = noting();
    for (let i = 0; i < 10; i++) takePieces(board, late.kernels, 1);
    expect(late.calls).toEqual([]);
    const second = noting();
    postJob(board, CONVOLVE3X3, 40, 40);
    takePieces(board, second.kernels, 0);
    awaitJob(board);
    expect(second.calls).toHaveLength(40);
  });

  it('goes on when its tickets begin anew', () => {
    const board = createBoard();
    board[1] = 2 ** 29 + 1;
    for (let i = 0; i < 3; i++) {
      const { calls, kernels } = noting();
      postJob(board, CONVOLVE, 9, 3);
      takePieces(board, kernels, 0);
      awaitJob(board);
      expect(calls).toHaveLength(3);
    }
    expect(board[1]).toBeLessThan(1000);
  });
});
