import { describe, expect, it } from 'vitest';
import { argMax, softmax, topK } from '../../../../src/core/statistics/softmax';

describe('softmax', () => {
  it('has known values and sums to 1', () => {
    const probabilities = softmax([Math.log(1), Math.log(2), Math.log(5)]);
    [0.125, 0.25, 0.625].forEach((expected, k) => expect(probabilities[k]).toBeCloseTo(expected, 6));
  });
  it('does not overflow, and does not mind a shift', () => {
    expect([...softmax([1000, 1000])]).toEqual([0.5, 0.5]);
    expect([...softmax([1, 2, 4])]).toEqual([...softmax([-799, -798, -796])]);
    expect([...softmax([3])]).toEqual([1]);
  });
});

describe('rankings', () => {
  it('orders the best, lower index first among equals, as many as there are', () => {
    expect(topK([1, 5, 3, 5], 3)).toEqual([
      { index: 1, value: 5 },
      { index: 3, value: 5 },
      { index: 2, value: 3 },
    ]);
    expect(topK([2, 1], 10)).toHaveLength(2);
    expect(argMax([-3, -1, -1])).toBe(1);
    expect(argMax([])).toBe(-1);
  });
});
