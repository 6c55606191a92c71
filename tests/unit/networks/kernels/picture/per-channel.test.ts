import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { fallbacksOf } from '../../../../../src/networks/kernels/kernel-fallbacks';
import { perChannel, step } from '../../../../../src/networks/kernels/picture/per-channel';
import { reverseChannels } from '../../../../../src/networks/kernels/picture/reverse-channels';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { useBackend } from '../../../../../testing/backends';

const BY = [0.7, -1.3, 2.1] as const;
/** Each step, and the stock operator of the same name. */
const STEPS = [
  ['add', tf.add],
  ['subtract', tf.sub],
  ['multiply', tf.mul],
  ['divide', tf.div],
  ['atLeast', tf.maximum],
  ['atMost', tf.minimum],
  ['floor', (x: tf.Tensor) => tf.floor(x)],
] as const;
// One pixel, fewer than a vector's worth, rows that end within one, two pictures, and more than go through the steps together.
const SHAPES: [number, number, number, number][] = [
  [1, 1, 1, 3],
  [1, 1, 3, 3],
  [1, 5, 7, 3],
  [2, 3, 3, 3],
  [1, 33, 31, 3],
];

describe.each(['cpu', 'wasm'] as const)('steps with every value of a picture, on %s', (backend) => {
  it.each(SHAPES)(
    'give what stock operators give one by one, to the last bit: %i x %i x %i',
    async (...shape) => {
      await useBackend(backend);
      tf.tidy(() => {
        const length = shape.reduce((a, b) => a * b);
        const x = tf.tensor4d(
          createRandom(length)
            .normals(length)
            .map((value) => 3 * value),
          shape,
        );
        const before = [...x.dataSync()];
        for (const [does, stock] of STEPS) {
          for (const by of [BY, 1.7] as const) {
            const other = typeof by === 'number' ? tf.scalar(by) : tf.tensor1d([...by]);
            const expected = stock(x, other).dataSync();
            expect([...perChannel(x, [step(does, by)]).dataSync()], does).toEqual([...expected]);
          }
        }
        const all = STEPS.map(([does]) => step(does, BY));
        const expected = STEPS.reduce<tf.Tensor>((value, [, stock]) => stock(value, tf.tensor1d([...BY])), x);
        expect([...perChannel(x, all).dataSync()]).toEqual([...expected.dataSync()]);
        expect([...x.dataSync()]).toEqual(before);
      });
      const gaveWay = fallbacksOf(tf.backend()).map(({ kernel }) => kernel);
      expect(gaveWay).not.toContain('PerChannel');
      expect(gaveWay).not.toContain('picture');
    },
  );
});

describe.each(['cpu', 'wasm'] as const)('a picture whose channels are turned round, on %s', (backend) => {
  it.each(SHAPES)('is what the stock operator gives: %i x %i x %i', async (...shape) => {
    await useBackend(backend);
    tf.tidy(() => {
      const x = tf.tensor4d(createRandom(3).normals(tf.util.sizeFromShape(shape)), shape);
      expect([...reverseChannels(x).dataSync()]).toEqual([...tf.reverse(x, [3]).dataSync()]);
    });
    expect(fallbacksOf(tf.backend()).map(({ kernel }) => kernel)).not.toContain('ReverseChannels');
  });
});
