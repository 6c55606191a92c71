import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRunningMoments } from '../../../../../src/networks/kernels/moments/running-moments';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { fallbacksOf } from '../../../../../src/networks/kernels/kernel-fallbacks';
import { useBackend } from '../../../../../testing/backends';

const SHAPE = [1, 3, 2] as const;
const values = (count: number, offset = 0): number[][] => {
  const random = createRandom(4);
  return Array.from({ length: count }, () => Array.from(random.normals(6), (value) => value + offset));
};

describe.each(['cpu', 'wasm'] as const)('running moments on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([[[1, 1, 1, 1, 1, 1, 1]], [[3, 3, 1]], [[2, 5]]])(
    'taken in as %o are those of all rows at once',
    (batches) => {
      const rows = values(7);
      const moments = createRunningMoments(SHAPE);
      let at = 0;
      for (const size of batches) {
        // A spare row at the end, which must not count.
        const batch = tf.tensor(
          [...rows.slice(at, at + size), Array<number>(6).fill(1e6)],
          [size + 1, ...SHAPE],
        );
        moments.add(batch, size);
        batch.dispose();
        at += size;
      }
      expect(moments.count).toBe(7);
      const read = (tensor: tf.Tensor) => {
        expect(tensor.shape).toEqual([1, ...SHAPE]);
        return [...tensor.dataSync()];
      };
      tf.tidy(() => {
        const [mean, squares, variance] = [moments.mean(), moments.meanOfSquares(), moments.variance()].map(
          read,
        );
        for (let i = 0; i < 6; i++) {
          const column = rows.map((row) => row[i]!);
          const expected = column.reduce((a, b) => a + b) / 7;
          expect(mean![i]).toBeCloseTo(expected, 5);
          expect(squares![i]).toBeCloseTo(column.reduce((a, b) => a + b * b, 0) / 7, 5);
          expect(variance![i]).toBeCloseTo(column.reduce((a, b) => a + (b - expected) ** 2, 0) / 7, 5);
        }
      });
      moments.dispose();
    },
  );

  it('are those of single operators, to the last bit', () => {
    const moments = createRunningMoments([2, 5, 3]);
    const random = createRandom(6);
    tf.tidy(() => {
      let mean = tf.zeros([1, 2, 5, 3]);
      let distances = tf.zeros([1, 2, 5, 3]);
      for (let count = 1; count <= 5; count++) {
        const here = tf.tensor(random.normals(30), [1, 2, 5, 3]);
        moments.add(here, 1);
        const apart = tf.sub(here, mean);
        distances = tf.add(distances, tf.mul(tf.square(apart), (count - 1) / count));
        mean = tf.add(mean, tf.mul(apart, 1 / count));
      }
      expect([...moments.mean().dataSync()]).toEqual([...mean.dataSync()]);
      expect([...moments.variance().dataSync()]).toEqual([...tf.div(distances, 5).dataSync()]);
    });
    moments.dispose();
    expect(fallbacksOf(tf.backend()).map(({ kernel }) => kernel)).not.toContain('runningMoments');
  });

  it('keep the digits of a variance that is small beside the mean', () => {
    const rows = values(8, 300);
    const moments = createRunningMoments(SHAPE);
    tf.tidy(() => {
      for (const row of rows) moments.add(tf.tensor(row, [1, ...SHAPE]), 1);
      const column = rows.map((row) => Math.fround(row[0]!));
      const mean = column.reduce((a, b) => a + b) / 8;
      const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / 8;
      expect(moments.variance().dataSync()[0]! / variance).toBeCloseTo(1, 3);
    });
    moments.dispose();
  });

  it('own two tensors, and are 0 before the first batch', () => {
    const before = tf.memory().numTensors;
    const moments = createRunningMoments(SHAPE);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.tidy(() => {
      expect([...moments.variance().dataSync()]).toEqual([0, 0, 0, 0, 0, 0]);
    });
    moments.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
