import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { drawCopies } from '../../../../src/methods/adversarial/through/draw-copies';
import type { Transform } from '../../../../src/methods/ascent/ascent';
import { blurred } from '../../../../src/methods/ascent/transforms/blurred';
import { compressed } from '../../../../src/methods/ascent/transforms/compressed';
import { brightened, coarsened, noisy } from '../../../../src/methods/ascent/transforms/pixel-changes';
import { resized } from '../../../../src/methods/ascent/transforms/resized';
import { fromZScore, toZScore } from '../../../../src/networks/kernels/picture/z-score';
import { gaussianBlur } from '../../../../src/tensors/gaussian-blur';
import { useBackend } from '../../../../testing/backends';
import { photo } from '../drive';

// Neither square nor whole blocks, and its rows are not whole vectors.
const SIZE = { width: 13, height: 18 };
const LENGTH = SIZE.width * SIZE.height * 3;
const SHAPE: [number, number, number, number] = [1, SIZE.height, SIZE.width, 3];

/** Straight but for a constant. */
const STRAIGHT: Readonly<Record<string, Transform>> = {
  'resized, smaller': resized(SIZE, { scale: 0.85, right: 1.3, down: -0.7 }),
  'resized, larger': resized(SIZE, { scale: 1.15, right: -1, down: 2 }),
  'blurred a little': blurred(SIZE, 0.4),
  'blurred much': blurred(SIZE, 3),
  noisy: noisy(LENGTH, 12, createRandom(3)),
  brighter: brightened(1.2),
};
const ROUNDED: Readonly<Record<string, Transform>> = {
  'of 4 levels': coarsened(4),
  'as JPEG': compressed(SIZE, 40),
};

const picture = (seed: number): tf.Tensor4D => tf.tensor4d(createRandom(seed).normals(LENGTH), SHAPE);
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0]!);
const apart = (a: tf.Tensor, b: tf.Tensor): number =>
  tf.tidy(() => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!);

describe.each(['cpu', 'wasm'] as const)('changed copies on %s', (backend) => {
  let x: tf.Tensor4D;
  let other: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend(backend);
    [x, other] = [picture(1), picture(2)];
  });
  afterAll(() => {
    tf.dispose([x, other]);
  });

  it.each(Object.entries(STRAIGHT))('%s: going back is the adjoint', (_, { apply, pullBack }) => {
    tf.tidy(() => {
      const forward = tf.sub(apply(x), apply(tf.zerosLike(x)));
      const there = dot(forward, other);
      expect(Math.abs(there)).toBeGreaterThan(0.05);
      expect(Math.abs(there - dot(x, pullBack(other)))).toBeLessThan(2e-3);
      expect(pullBack(other).shape).toEqual(SHAPE);
    });
  });

  it.each(Object.entries(ROUNDED))(
    '%s: changes the picture, and lets the gradient straight through',
    (_, change) => {
      tf.tidy(() => {
        expect(apart(change.apply(x), x)).toBeGreaterThan(0.1);
        expect([...change.pullBack(other).dataSync()]).toEqual([...other.dataSync()]);
      });
    },
  );

  it.each(Object.entries({ ...STRAIGHT, ...ROUNDED }))(
    '%s: frees what it makes but its result',
    (_, change) => {
      const before = tf.memory().numTensors;
      const there = tf.tidy(() => change.apply(x));
      expect(tf.memory().numTensors).toBe(before + 1);
      const back = tf.tidy(() => change.pullBack(there));
      tf.dispose([there, back]);
      expect(tf.memory().numTensors).toBe(before);
      expect(x.isDisposed).toBe(false);
    },
  );

  it('moved by whole pixels is the picture itself, the mean colour where none is left', () => {
    tf.tidy(() => {
      const moved = resized(SIZE, { scale: 1, right: 2, down: -1 }).apply(x);
      const kept = tf.slice(x, [0, 1, 0, 0], [1, SIZE.height - 1, SIZE.width - 2, 3]);
      const padded = tf.pad(kept, [
        [0, 0],
        [0, 1],
        [2, 0],
        [0, 0],
      ]);
      expect(apart(moved, padded)).toBeLessThan(1e-6);
      expect(apart(resized(SIZE, { scale: 1, right: 0, down: 0 }).apply(x), x)).toBeLessThan(1e-6);
    });
  });

  it('blurred is the blur of the house', () => {
    tf.tidy(() => {
      for (const sigma of [0, 0.7, 2])
        expect(apart(blurred(SIZE, sigma).apply(x), gaussianBlur(x, sigma))).toBeLessThan(1e-5);
    });
  });

  it('light and colours are those of pixels', () => {
    tf.tidy(() => {
      const pixels = tf.clipByValue(fromZScore(x), 0, 1);
      const inside = toZScore(pixels);
      expect(apart(fromZScore(brightened(0.8).apply(inside)), tf.mul(pixels, 0.8))).toBeLessThan(1e-5);
      const coarse = fromZScore(coarsened(4).apply(inside)).dataSync();
      for (const value of coarse) expect(Math.abs(3 * value - Math.round(3 * value))).toBeLessThan(1e-4);
      expect(apart(fromZScore(coarsened(4).apply(inside)), pixels)).toBeLessThan(0.5 / 3 + 1e-4);
      const grain = tf.sub(fromZScore(noisy(LENGTH, 12, createRandom(5)).apply(inside)), pixels);
      expect(255 * Math.sqrt(dot(grain, grain) / LENGTH)).toBeGreaterThan(10);
      expect(255 * Math.sqrt(dot(grain, grain) / LENGTH)).toBeLessThan(14);
    });
  });

  it('compressed at 100 is all but the picture, and the less the lower the quality', () => {
    tf.tidy(() => {
      const square = { width: 32, height: 32 };
      const original = photo(32);
      const levels = (quality: number): number => {
        const change = tf.sub(fromZScore(compressed(square, quality).apply(original)), fromZScore(original));
        return 255 * Math.sqrt(dot(change, change) / change.size);
      };
      expect(levels(100)).toBeLessThan(0.6);
      expect(levels(75)).toBeGreaterThan(levels(95));
      expect(levels(20)).toBeGreaterThan(levels(75));
      // What has been compressed already is left as it is.
      const once = compressed(square, 60).apply(original);
      expect(255 * apart(fromZScore(compressed(square, 60).apply(once)), fromZScore(once))).toBeLessThan(12);
    });
  });
});

describe('copies of a step', () => {
  const drawn = (through: 'any' | 'blur', seed: number) =>
    drawCopies({ copies: 30, through }, SIZE, createRandom(seed));

  it('are as many as asked for, none by default, and drawn by the seed', async () => {
    await useBackend('cpu');
    const random = createRandom(1);
    expect(drawCopies({ copies: 0, through: 'any' }, SIZE, random)).toEqual([]);
    expect(random.state()).toEqual(createRandom(1).state());
    const x = picture(1);
    tf.tidy(() => {
      const seen = (seed: number) => drawn('any', seed).map(({ apply }) => dot(apply(x), x));
      expect(seen(4)).toEqual(seen(4));
      expect(seen(4)).not.toEqual(seen(5));
      expect(new Set(seen(4)).size).toBeGreaterThan(20);
      // One kind alone: a blur never makes the picture longer.
      for (const { apply } of drawn('blur', 6))
        expect(dot(apply(x), apply(x))).toBeLessThanOrEqual(dot(x, x) * 1.0001);
    });
    x.dispose();
  });
});
