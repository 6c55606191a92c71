import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { fallbacksOf } from '../../../../../src/networks/kernels/kernel-fallbacks';
import { createNoisyCopies } from '../../../../../src/networks/kernels/noise/noisy-copies';
import { normalNoiseModule } from '../../../../../src/networks/kernels/noise/normal-noise-wasm-code';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { toyPool } from '../threads/toy-pool';

const SIGMA = 0.4837;

/** What the copies must be: each normal drawn by itself, rounded, scaled, rounded, and added. */
function expected(
  picture: Float32Array,
  seed: number,
  batch: number,
  rows: number,
  before: number,
): number[] {
  const random = createRandom(seed);
  for (let i = 0; i < before; i++) random.normal();
  return Array.from({ length: batch * picture.length }, (_, i) => {
    const value = picture[i % picture.length]!;
    if (i >= rows * picture.length) return value;
    return Math.fround(value + Math.fround(Math.fround(random.normal()) * SIGMA));
  });
}

describe.each(['cpu', 'wasm'] as const)('noisy copies of a picture, on %s', (backend) => {
  it.each([
    ['of whole vectors', 8, 8, 2, 2, 0],
    ['of which the last gets no noise', 6, 10, 3, 2, 0],
    ['that begin within a pair', 4, 4, 1, 1, 1],
    ['of an odd number of values', 5, 5, 2, 2, 0],
  ] as const)(
    'are drawn as one by one, to the last bit: %s',
    async (_, height, width, batch, rows, before) => {
      await useBackend(backend);
      const values = createRandom(8).normals(height * width * 3);
      const picture = tf.tensor4d(values, [1, height, width, 3]);
      const random = createRandom(5);
      for (let i = 0; i < before; i++) random.normal();
      const copies = createNoisyCopies(picture)({ random, sigma: SIGMA, batch, rows });
      expect(copies.shape).toEqual([batch, height, width, 3]);
      expect([...(await copies.data())]).toEqual(expected(values, 5, batch, rows, before));
      // What is drawn next is what would have been drawn next.
      const other = createRandom(5);
      for (let i = 0; i < before + rows * values.length; i++) other.normal();
      expect([random.normal(), random.uniform()]).toEqual([other.normal(), other.uniform()]);
      tf.dispose([picture, copies]);
      const gaveWay = fallbacksOf(tf.backend()).map(({ kernel }) => kernel);
      expect(gaveWay).not.toContain('NoisyCopies');
      expect(gaveWay).not.toContain('normalNoise');
    },
  );
});

describe('noise drawn on the WASM heap', () => {
  // Three million values: some pairs among them lie so near to halfway between two float32 that they are left in doubt.
  it.each([1, 3])(
    'is that of plain arithmetic over whole pictures, %i threads making it',
    async (threads) => {
      await useBackend('wasm');
      const backend = tf.backend();
      const kernels = normalNoiseModule(backend)?.kernels ?? {};
      if (threads > 1) assignThreadPool(backend, toyPool(kernels, threads));
      onTestFinished(() => assignThreadPool(backend, null));
      const picture = tf.zeros<tf.Rank.R4>([1, 224, 224, 3]);
      const draw = createNoisyCopies(picture);
      const [random, plain] = [createRandom(77), createRandom(77)];
      const values = new Float32Array(picture.size);
      for (let round = 0; round < 20; round++) {
        const copies = draw({ random, sigma: 1, batch: 1, rows: 1 });
        const drawn = await copies.data();
        copies.dispose();
        plain.fillNormals(values);
        // -0 + 0 is 0.
        expect(drawn.findIndex((value, i) => value !== values[i])).toBe(-1);
      }
      expect(random.state()).toEqual(plain.state());
      picture.dispose();
    },
  );
});
