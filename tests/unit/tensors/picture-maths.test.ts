import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clampToPicture, HIGHEST, LOWEST } from '../../../src/networks/kernels/picture/clamp';
import { gaussianBlur, gaussianTaps } from '../../../src/tensors/gaussian-blur';
import { penaltyGradient, penaltyValue, shrinkFactor } from '../../../src/tensors/l2-penalty';
import { l2, l2Norm, linf, linfNorm, normalizeL2 } from '../../../src/tensors/norms';
import { readBack } from '../../../src/tensors/read-back';
import { roll } from '../../../src/networks/kernels/picture/roll';
import {
  bytesToZScore,
  packRgba,
  rgbaToZScore,
  roundToBytes,
} from '../../../src/networks/kernels/picture/round-to-bytes';
import { createRandom } from '../../../src/core/random/seeded-random';
import { fromZScore } from '../../../src/networks/kernels/picture/z-score';
import { useBackend } from '../../../testing/backends';

const noise = (height: number, width: number, seed = 1, deviation = 1): tf.Tensor4D =>
  tf.tensor4d(
    createRandom(seed)
      .normals(height * width * 3)
      .map((value) => value * deviation),
    [1, height, width, 3],
  );
const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  let tensors = 0;
  beforeAll(() => useBackend(backend));
  beforeEach(() => {
    tf.engine().startScope();
    tensors = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  describe('roll', () => {
    it('is undone by the opposite roll, for all 17 x 17 offsets', () => {
      const image = noise(19, 23);
      const expected = values(image);
      for (let dx = 0; dx <= 16; dx++) {
        for (let dy = 0; dy <= 16; dy++) {
          const back = tf.tidy(() => roll(roll(image, dx, dy), -dx, -dy));
          expect(values(back)).toEqual(expected);
          back.dispose();
        }
      }
    });
    it('moves right and down, around the edges', () => {
      const image = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
      expect(values(roll(image, 1, 0))).toEqual([3, 1, 2, 6, 4, 5]);
      expect(values(roll(image, 0, 1))).toEqual([4, 5, 6, 1, 2, 3]);
      expect(values(roll(image, -4, -3))).toEqual([5, 6, 4, 2, 3, 1]);
      expect(roll(image, 0, 0)).not.toBe(image);
    });
  });

  describe('gaussian blur', () => {
    it('has the five taps of sigma 0.5 and sums to 1', () => {
      const taps = [0.00026387, 0.10645077, 0.78657073, 0.10645077, 0.00026387];
      expect([...gaussianTaps(0.5)]).toEqual(taps.map((tap) => expect.closeTo(tap, 7) as number));
      for (const sigma of [0.3, 0.5, 1.2, 3]) {
        expect(gaussianTaps(sigma).reduce((sum, tap) => sum + tap, 0)).toBeCloseTo(1, 6);
      }
      expect(gaussianTaps(1.2)).toHaveLength(11);
    });
    it('answers an impulse with the outer product of its taps', () => {
      const impulse = tf.tensor4d(
        Float32Array.from({ length: 81 }, (_, i) => (i === 40 ? 1 : 0)),
        [1, 9, 9, 1],
      );
      const blurred = values(gaussianBlur(impulse, 0.5));
      const taps = gaussianTaps(0.5);
      for (let y = 0; y < 5; y++) {
        for (let x = 0; x < 5; x++) {
          expect(blurred[(y + 2) * 9 + x + 2]).toBeCloseTo(taps[y]! * taps[x]!, 7);
        }
      }
    });
    it("agrees with SciPy's gaussian_filter, borders included", () => {
      const image = tf.tensor4d(
        Float32Array.from({ length: 20 }, (_, i) => i ** 1.5),
        [1, 4, 5, 1],
      );
      const scipy = [
        1.3378063, 2.55414761, 4.56827956, 7.11137179, 9.72067855, 12.53955215, 15.60623744, 19.34557769,
        23.39092491, 27.22525695, 32.7810499, 37.11688815, 42.1729678, 47.44905769, 52.32873289, 55.87873894,
        61.07259657, 67.05526482, 73.2234128, 78.87538836,
      ];
      values(gaussianBlur(image, 0.5)).forEach((value, i) => expect(value).toBeCloseTo(scipy[i]!, 4));
    });
    it('leaves a constant picture and every channel to itself, and sigma 0 changes nothing', () => {
      const constant = tf.tile<tf.Tensor4D>(tf.tensor4d([1, -2, 0.5], [1, 1, 1, 3]), [1, 7, 8, 1]);
      const blurred = values(gaussianBlur(constant, 1));
      values(constant).forEach((value, i) => expect(blurred[i]).toBeCloseTo(value, 6));
      const image = noise(6, 6);
      expect(values(gaussianBlur(image, 0))).toEqual(values(image));
      expect(gaussianBlur(noise(3, 3), 3).shape).toEqual([1, 3, 3, 3]);
    });
  });

  describe('the box of valid pictures', () => {
    it('has the published bounds', () => {
      [-2.118, -2.036, -1.804].forEach((bound, c) => expect(LOWEST[c]).toBeCloseTo(bound, 3));
      [2.249, 2.429, 2.64].forEach((bound, c) => expect(HIGHEST[c]).toBeCloseTo(bound, 3));
    });
    it('keeps pixels in [0, 1], touches nothing inside, and holds still when repeated', () => {
      const wild = noise(8, 8, 2, 3);
      const clamped = clampToPicture(wild);
      const pixels = values(fromZScore(clamped));
      expect(Math.min(...pixels)).toBeGreaterThan(-1e-6);
      expect(Math.max(...pixels)).toBeLessThan(1 + 1e-6);
      const before = values(wild);
      const after = values(clamped);
      const inside = before.map((value, i) => value > LOWEST[i % 3]! && value < HIGHEST[i % 3]!);
      expect(inside.filter(Boolean).length).toBeGreaterThan(50);
      after.forEach((value, i) => inside[i] && expect(value).toBe(before[i]));
      expect(values(clampToPicture(clamped))).toEqual(after);
    });
  });

  describe('bytes and z-scores', () => {
    it('bytes -> z -> bytes is the identity for every value of every channel', () => {
      const bytes = tf.tensor4d(
        Float32Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)),
        [1, 16, 16, 3],
      );
      expect(values(roundToBytes(bytesToZScore(bytes)))).toEqual(values(bytes));
    });
    it('RGBA -> z -> RGBA is the identity, whatever the picture', () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), (rgb) => {
          const rgba = packRgba(rgb);
          const back = tf.tidy(() => roundToBytes(rgbaToZScore(rgba, 4, 4)));
          expect([...packRgba(values(back))]).toEqual([...rgba]);
        }),
        { numRuns: 30 },
      );
    });
    it('rounds to the nearest byte and clips', () => {
      const image = noise(16, 16, 3, 2);
      const pixels = values(fromZScore(image));
      values(roundToBytes(image)).forEach((byte, i) => {
        const exact = Math.min(Math.max(pixels[i]! * 255, 0), 255);
        expect(Number.isInteger(byte)).toBe(true);
        expect(Math.abs(byte - exact)).toBeLessThanOrEqual(0.5 + 1e-4);
      });
    });
    it('packs opaque pixels', () => {
      expect([...packRgba([1, 2, 3, 4, 5, 6])]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
    });
  });

  describe('norms', () => {
    it('agree between tensors and arrays', () => {
      const image = noise(9, 7);
      expect(values(l2Norm(image))[0]).toBeCloseTo(l2(values(image)), 4);
      expect(values(linfNorm(image))[0]).toBe(linf(values(image)));
      expect(l2([3, -4])).toBe(5);
      expect(linf([3, -4])).toBe(4);
    });
    it.each([1e-20, 1, 1e20])('normalise a gradient of size %f to length 1', (size) => {
      const { direction, peak } = normalizeL2(noise(9, 7, 1, size));
      expect(l2(values(direction))).toBeCloseTo(1, 5);
      expect(values(peak)[0]).toBeGreaterThan(0);
      const pointing = values(direction);
      const expected = values(normalizeL2(noise(9, 7)).direction);
      pointing.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    });
    it('leave a zero gradient zero, and say so', () => {
      const { direction, peak } = normalizeL2(tf.zeros([1, 4, 4, 3]));
      expect(new Set(values(direction))).toEqual(new Set([0]));
      expect(values(peak)).toEqual([0]);
      expect(values(l2Norm(tf.zeros([5])))).toEqual([0]);
    });
  });

  describe('penalty', () => {
    it.each(['squared', 'norm'] as const)('%s: its gradient is the slope of its value', (penalty) => {
      const x = values(noise(2, 2));
      const gradient = values(penaltyGradient(penalty, 0.3, noise(2, 2)));
      const h = 1e-4;
      x.forEach((_, i) => {
        const at = (shift: number) =>
          penaltyValue(penalty, 0.3, l2(x.map((value, j) => (i === j ? value + shift : value))));
        expect(gradient[i]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 4);
      });
    });
    it('knows by how much a step shrinks the picture', () => {
      expect(shrinkFactor('squared', 25, 1e-3, 388)).toBeCloseTo(0.95, 9);
      expect(shrinkFactor('squared', 5, 1e-3, 388)).toBeCloseTo(0.99, 9);
      expect(shrinkFactor('norm', 5, 1e-3, 10)).toBeCloseTo(0.9995, 9);
      expect(shrinkFactor('norm', 5, 1e-3, 0)).toBe(1);
      expect(values(penaltyGradient('norm', 1, tf.zeros([1, 2, 2, 3])))).toEqual(Array(12).fill(0));
    });
  });

  it('reads several tensors back at once, and frees what it made', async () => {
    const kept = tf.tensor1d([7]);
    const read = await readBack(() => ({ a: tf.tensor2d([1, 2, 3, 4], [2, 2]), kept, s: tf.mul(kept, 2) }));
    expect({ a: [...read.a], kept: [...read.kept], s: [...read.s] }).toEqual({
      a: [1, 2, 3, 4],
      kept: [7],
      s: [14],
    });
    expect(tf.memory().numTensors).toBe(tensors + 1);
    await expect(readBack(() => ({ a: tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3])) }))).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(tensors + 1);
  });
});
