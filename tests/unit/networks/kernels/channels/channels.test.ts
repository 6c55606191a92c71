import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import {
  meanOver,
  repeatedAxes,
  scaledOver,
  spreadOver,
  sumOver,
} from '../../../../../src/networks/kernels/channels/channels';
import { channelsModule } from '../../../../../src/networks/kernels/channels/channels-wasm-code';
import { gaveWay } from '../../../../../testing/gave-way';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { toyPool } from '../threads/toy-pool';

const AXES = [1, 2];
const maps = fc.record({
  shape: fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 13 }),
    fc.integer({ min: 1, max: 41 }),
  ),
  seed: fc.nat(1000),
});

function whole(shape: readonly number[], seed: number): tf.Tensor {
  const values = createRandom(seed).normals(shape.reduce((a, b) => a * b, 1));
  return tf.tensor(
    values.map((value) => Math.round(2 * value)),
    [...shape],
  );
}

const text = (tensor: tf.Tensor): string => Array.from(tensor.dataSync(), (value) => value + 0).join();

/** Each against stock operations, on small whole numbers, which add up exactly in whatever order. */
function compare(shape: readonly number[], seed: number): void {
  tf.tidy(() => {
    const [x, other] = [whole(shape, seed), whole(shape, seed + 1)];
    const vector = whole([shape[0]!, 1, 1, shape[3]!], seed + 2);
    const sum = sumOver(x, AXES);
    expect(sum.shape).toEqual(vector.shape);
    expect(text(sum)).toBe(text(tf.sum(x, AXES)));
    const mean = meanOver(x, AXES);
    expect(mean.shape).toEqual(vector.shape);
    expect(tf.max(tf.abs(tf.sub(mean, tf.mean(x, AXES, true)))).dataSync()[0]).toBeLessThan(1e-6);
    expect(text(sumOver(x, AXES, { other }))).toBe(text(tf.sum(tf.mul(x, other), AXES)));
    expect(text(scaledOver(x, vector, AXES))).toBe(text(tf.mul(x, vector)));
    const spread = spreadOver(vector, shape, AXES, 0.25);
    expect(spread.shape).toEqual(shape);
    expect(text(spread)).toBe(text(tf.mul(tf.onesLike(x), tf.mul(vector, 0.25))));
    // Sum and spreading are each other's adjoint.
    expect(tf.sum(tf.mul(spreadOver(vector, shape, AXES, 1), x)).dataSync()[0]).toBe(
      tf.sum(tf.mul(vector, sumOver(x, AXES))).dataSync()[0],
    );
  });
}

describe.each(['wasm', 'cpu'] as const)('maps and their channels on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('are summed, weighed and made of one number a channel', () => {
    fc.assert(
      fc.property(maps, ({ shape, seed }) => compare(shape, seed)),
      { numRuns: 60, seed: 3 },
    );
    expect(gaveWay(/^channels$/i)).toEqual([]);
  });
});

it('a mean keeps its digits where there are very many rows', async () => {
  await useBackend('wasm');
  const x = tf.fill([1, 300, 300, 3], 0.1);
  const [mean = 0] = meanOver(x, AXES).dataSync();
  expect(Math.abs(mean - 0.1)).toBeLessThan(1e-6);
  x.dispose();
});

it('channels are the same where threads share them', async () => {
  await useBackend('wasm');
  const backend = tf.backend();
  assignThreadPool(backend, toyPool(channelsModule(backend)!.kernels, 3));
  onTestFinished(() => assignThreadPool(backend, null));
  compare([2, 41, 43, 45], 7);
});

it('a run of repeated axes is found, and nothing else taken for one', () => {
  expect(repeatedAxes([1, 1, 1, 5], [1, 3, 4, 5])).toEqual([1, 2]);
  expect(repeatedAxes([1, 3, 1, 5], [1, 3, 4, 5])).toEqual([2]);
  expect(repeatedAxes([1, 1, 4, 1], [1, 3, 4, 5])).toBeNull();
  expect(repeatedAxes([1, 1, 4, 5], [1, 3, 4, 5])).toEqual([1]);
  expect(repeatedAxes([1, 3, 4, 5], [1, 3, 4, 5])).toBeNull();
  expect(repeatedAxes([1, 1, 4, 1, 2], [1, 3, 4, 5, 2])).toBeNull();
});
