import * as tf from '@tensorflow/tfjs-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import type { Transform } from '../../../../src/methods/ascent/ascent';
import { crops } from '../../../../src/methods/ascent/parts/crops';
import { scaled } from '../../../../src/methods/ascent/parts/scaled';
import { createTurns, type Turns } from '../../../../src/methods/ascent/parts/turned';
import { toZScore } from '../../../../src/networks/kernels/picture/z-score';
import { totalVariation, totalVariationGradient } from '../../../../src/tensors/total-variation';
import { useBackend } from '../../../../testing/backends';

const SIZE = [9, 12] as const;
const COUNT = 3;
const normals = (seed: number, [n, h, w, c]: readonly [number, number, number, number]): tf.Tensor4D =>
  tf.tensor4d(createRandom(seed).normals(n * h * w * c), [n, h, w, c]);
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;
const apart = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;

let turns: Turns;
let tensors = 0;
beforeAll(async () => {
  await useBackend('cpu');
  turns = createTurns(SIZE);
});
afterAll(() => turns.dispose());
afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensors);
});

const TRANSFORMS: Readonly<Record<string, { readonly make: () => Transform; readonly pictures: number }>> = {
  'scaled down': { make: () => scaled(SIZE, 0.8), pictures: 1 },
  'scaled up': { make: () => scaled(SIZE, 1.3), pictures: 1 },
  turned: { make: () => turns.by(10), pictures: 1 },
  crops: { make: () => crops(SIZE, { count: COUNT, side: 0.4 }, createRandom(7)), pictures: COUNT },
};

describe.each(Object.entries(TRANSFORMS))('%s', (_, { make, pictures }) => {
  it('going back is the adjoint of the mean over what is shown', () => {
    const { apply, pullBack } = make();
    tf.tidy(() => {
      // The first use of an angle keeps what it needs.
      const x = normals(1, [1, ...SIZE, 3]);
      const y = normals(2, [pictures, ...SIZE, 3]);
      const linear = tf.sub(apply(x), apply(tf.zerosLike(x)));
      const there = dot(linear, y) / pictures;
      expect(Math.abs(there)).toBeGreaterThan(0.1);
      expect(dot(x, pullBack(y))).toBeCloseTo(there, 3);
    });
    tensors = tf.memory().numTensors;
  });
});

it('a grey picture stays grey, however it is scaled, turned or cropped', () => {
  tensors = tf.memory().numTensors;
  tf.tidy(() => {
    const grey = toZScore(tf.fill<tf.Rank.R4>([1, ...SIZE, 3], 0.5));
    for (const { make } of Object.values(TRANSFORMS)) {
      const shown = make().apply(grey);
      expect(apart(shown, grey)).toBeLessThan(1e-5);
    }
  });
});

it('a picture scaled by 1 or turned by 0 is the picture; by a quarter, its rows are its columns', () => {
  const square = createTurns([5, 5]);
  tf.tidy(() => {
    const x = normals(3, [1, ...SIZE, 3]);
    expect(apart(scaled(SIZE, 1).apply(x), x)).toBeLessThan(1e-5);
    const y = normals(4, [1, 5, 5, 3]);
    expect(apart(square.by(0).apply(y), y)).toBeLessThan(1e-5);
    // Clockwise: the left column becomes the top row, from below.
    const quarter = tf.reverse(tf.transpose(y, [0, 2, 1, 3]), 2);
    expect(apart(square.by(90).apply(y), quarter)).toBeLessThan(1e-4);
  });
  square.dispose();
  tensors = tf.memory().numTensors;
});

it('a crop of the whole picture is the picture, and a small one is seen larger', () => {
  tensors = tf.memory().numTensors;
  tf.tidy(() => {
    const ramp = tf.tile<tf.Tensor4D>(tf.reshape(tf.range(0, 12), [1, 1, 12, 1]), [1, 9, 1, 3]);
    const whole = crops(SIZE, { count: 1, side: 5 }, createRandom(1)).apply(ramp);
    expect(apart(whole, ramp)).toBeLessThan(1e-5);
    const part = crops(SIZE, { count: 1, side: 0.4 }, createRandom(1)).apply(ramp).arraySync()[0]![0]!;
    const steps = part.slice(2, -1).map(([value], i) => value! - part[i + 1]![0]!);
    // Every pixel of it is a little further on, by the share that the crop is of the picture.
    for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 4);
    expect(steps[0]).toBeGreaterThan(0.1);
    expect(steps[0]).toBeLessThan(0.7);
  });
});

it('total variation: a picture worked out by hand, and its gradient by finite differences', () => {
  tensors = tf.memory().numTensors;
  tf.tidy(() => {
    const known = tf.tensor4d([0, 1, 0, 0, 0, 0, 2, 0, 0], [1, 3, 3, 1]);
    expect(totalVariation(known).dataSync()[0]).toBe(7);
    const x = normals(5, [1, ...SIZE, 3]);
    const direction = normals(6, [1, ...SIZE, 3]);
    const at = (step: number): number => totalVariation(tf.add(x, tf.mul(direction, step))).dataSync()[0]!;
    const slope = dot(totalVariationGradient(x), direction);
    expect((at(1e-3) - at(-1e-3)) / 2e-3).toBeCloseTo(slope, 0);
    expect(Math.abs(slope)).toBeGreaterThan(3);
  });
});
