import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import {
  cutToRmsOf,
  largestOf,
  lengthOf,
  normalisedStepOf,
} from '../../../../../src/networks/kernels/normalised-step/normalised-step';
import { cutToRms, l2Norm, linfNorm, normalizeL2 } from '../../../../../src/tensors/norms';
import { useBackend } from '../../../../../testing/backends';

type Shape = [number, number, number, number];
// One value, fewer than a vector's worth, prime numbers of them, rows that no four share, and a picture.
const SHAPES: readonly Shape[] = [
  [1, 1, 1, 1],
  [1, 1, 1, 3],
  [1, 1, 7, 1],
  [1, 5, 7, 3],
  [1, 33, 31, 3],
  [1, 64, 48, 3],
];

const values = (shape: Shape, size: number): tf.Tensor4D =>
  tf.tensor4d(
    createRandom(shape[2])
      .normals(tf.util.sizeFromShape(shape))
      .map((value) => size * value),
    shape,
  );
const bits = (tensor: tf.Tensor | null): number[] => [
  ...new Int32Array(Float32Array.from(tensor?.dataSync() ?? []).buffer),
];

describe('a step along a slope, on WASM', () => {
  it.each(SHAPES)('is to the last bit what stock operators give: %i x %i x %i x %i', async (...shape) => {
    await useBackend('wasm');
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      // Slopes are as small as this, or as large.
      for (const x of [
        values(shape, 3),
        values(shape, 1e-9),
        values(shape, 1e19),
        tf.zeros<tf.Rank.R4>(shape),
      ]) {
        const given = bits(x);
        const { direction, peak } = normalizeL2(x);
        const step = normalisedStepOf(x, 0.3);
        expect(bits(step?.move ?? null)).toEqual(bits(tf.mul(direction, 0.3)));
        expect(bits(step?.peak ?? null)).toEqual(bits(peak));
        expect(bits(largestOf(x))).toEqual(bits(linfNorm(x)));
        expect(bits(lengthOf(x))).toEqual(bits(l2Norm(x)));
        expect(cutToRmsOf(x, 1.7)?.dataSync()).toEqual(cutToRms(x, 1.7).dataSync());
        expect(bits(x)).toEqual(given);
      }
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has no largest value where one of them is not a number, wherever it stands', async () => {
    await useBackend('wasm');
    for (const at of [0, 3, 6]) {
      const peak = tf.tidy(() => {
        const x = Float32Array.of(1, -2, 3, -4, 5, -6, 7);
        x[at] = NaN;
        return normalisedStepOf(tf.tensor4d(x, [1, 1, 7, 1]), 1)?.peak.dataSync() ?? [];
      });
      expect(peak[0]).toBeNaN();
    }
  });
});
