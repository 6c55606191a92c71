import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import type { Regulariser, Slope, Transform } from '../../../../src/methods/ascent/ascent';
import { changeFromStart } from '../../../../src/methods/ascent/parts/change-from-start';
import { adamStep, momentumStep, nadamStep } from '../../../../src/methods/ascent/parts/adaptive-steps';
import { gradientStep } from '../../../../src/methods/ascent/parts/gradient-step';
import { jitter } from '../../../../src/methods/ascent/parts/jitter';
import { lengthRegulariser } from '../../../../src/methods/ascent/parts/length-regulariser';
import { normalisedStep } from '../../../../src/methods/ascent/parts/normalised-step';
import { pixels } from '../../../../src/methods/ascent/parts/pixels';
import { clampToPicture } from '../../../../src/networks/kernels/picture/clamp';
import { useBackend } from '../../../../testing/backends';

const SIZE = 6;
const REGULARISERS: Readonly<Record<string, Regulariser>> = {
  'squared length': lengthRegulariser('squared', 0.3),
  length: lengthRegulariser('norm', 0.3),
};
const TRANSFORMS: Readonly<Record<string, Transform>> = {
  jitter: jitter(9, createRandom(3)),
};

const picture = (seed: number): tf.Tensor4D =>
  tf.tensor4d(createRandom(seed).normals(SIZE * SIZE * 3), [1, SIZE, SIZE, 3]);
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0]!);
const valueOf = ({ measure, value }: Regulariser, x: tf.Tensor4D): number => value(measure(x).dataSync()[0]!);
const slopeOf = (gradient: tf.Tensor4D): Slope => ({
  scale: 4096,
  x: gradient,
  logits: null,
  copies: [],
  beside: null,
  memory: [],
  times: (weight) => tf.mul(gradient, weight),
});

describe('parts of an ascent', () => {
  let x: tf.Tensor4D;
  let other: tf.Tensor4D;
  beforeAll(async () => {
    await useBackend('cpu');
    [x, other] = [picture(1), picture(2)];
  });
  afterAll(() => {
    tf.dispose([x, other]);
  });

  it.each(Object.entries(REGULARISERS))('%s: the gradient is that of the value', (_, regulariser) => {
    const along = 1e-2;
    tf.tidy(() => {
      const ahead = valueOf(regulariser, tf.add(x, tf.mul(other, along)));
      const behind = valueOf(regulariser, tf.sub(x, tf.mul(other, along)));
      const slope = dot(regulariser.gradient(x), other);
      expect(Math.abs(slope)).toBeGreaterThan(1e-3);
      expect((ahead - behind) / (2 * along)).toBeCloseTo(slope, 2);
    });
  });

  it.each(Object.entries(TRANSFORMS))('%s: going back is the adjoint', (_, { apply, pullBack }) => {
    tf.tidy(() => {
      expect(dot(apply(x), other)).toBeCloseTo(dot(x, pullBack(other)), 4);
      expect(dot(apply(x), other)).not.toBeCloseTo(dot(x, other), 1);
    });
  });

  it('jitter goes right and down by each of 0 to 16 pixels, both ends among them; by 0 it is off', () => {
    const random = createRandom(8);
    const offsets = Array.from({ length: 600 }, () => jitter(16, random).offset!);
    for (const side of ['dx', 'dy'] as const) {
      const drawn = new Set(offsets.map((offset) => offset[side]));
      expect([...drawn].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, i) => i));
    }
    const still = jitter(0, random);
    expect(still.offset).toEqual({ dx: 0, dy: 0 });
    tf.tidy(() => {
      expect([...still.apply(x).dataSync()]).toEqual([...x.dataSync()]);
    });
  });

  it('a gradient step is the slope times its size, a normalised one has its size as length', () => {
    tf.tidy(() => {
      expect(gradientStep(0.5)()).toEqual({ times: 0.5 });
      const { move, peak } = normalisedStep(0.5)(slopeOf(x));
      expect(Math.sqrt(dot(move, move))).toBeCloseTo(0.5, 6);
      expect(dot(move, x) / Math.sqrt(dot(x, x))).toBeCloseTo(0.5, 6);
      expect(peak.dataSync()[0]).toBeGreaterThan(0);
      const flat = normalisedStep(0.5)(slopeOf(tf.zerosLike(x)));
      expect([flat.peak.dataSync()[0], dot(flat.move, flat.move)]).toEqual([0, 0]);
    });
  });

  it.each([
    ['l1', (values: number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0)],
    ['sum', (values: number[]) => values.reduce((sum, value) => sum + value, 0)],
  ] as const)('divided by its %s instead, a step is as much longer or shorter', (divisor, total) => {
    tf.tidy(() => {
      const values = [...x.dataSync()];
      const { move } = normalisedStep(0.5, divisor)(slopeOf(x));
      for (const [i, value] of move.dataSync().entries())
        expect(value).toBeCloseTo((0.5 * values[i]!) / total(values), 5);
      const flat = normalisedStep(0.5, divisor)(slopeOf(tf.zerosLike(x)));
      expect([flat.peak.dataSync()[0], dot(flat.move, flat.move)]).toEqual([0, 0]);
      // Where it all cancels, nothing is divided by 0.
      const even = tf.tensor4d([3, -3, 1, -1, 2, -2], [1, 1, 2, 3]);
      const step = normalisedStep(0.5, divisor)(slopeOf(even)).move.dataSync();
      expect(step.every(Number.isFinite)).toBe(true);
    });
  });

  /** PyTorch 2.13, `SGD(momentum=0.9)`, `Adam` and `NAdam` at lr 0.05 in double precision, maximising: where four slopes led. */
  const SLOPES = [
    [0.5, -2, 1e-3],
    [0.25, 1, -4e-3],
    [-1, 0.5, 2e-3],
    [0.75, 0.125, 0],
  ];
  it.each([
    [
      'momentum',
      momentumStep,
      [
        [0.025, -0.1, 5e-5],
        [0.06, -0.14, -0.000105],
        [0.0415, -0.151, -0.0001445],
        [0.06235, -0.15465, -0.00018005],
      ],
    ],
    [
      'Adam',
      adamStep,
      [
        [0.05, -0.05, 0.0499995],
        [0.09660898, -0.06331685, 0.02202442],
        [0.08629113, -0.06638629, 0.01651576],
        [0.09514421, -0.0673119, 0.0120034],
      ],
    ],
    [
      'Nadam',
      nadamStep,
      [
        [0.05282259, -0.05282259, 0.05282206],
        [0.07901875, -0.0322671, 0.00289623],
        [0.03198808, -0.02122094, 0.02505887],
        [0.06477553, -0.01824242, 0.02434681],
      ],
    ],
  ])('%s goes where PyTorch’s goes', (_, optimiser, expected) => {
    tf.tidy(() => {
      let memory: readonly tf.Tensor4D[] = [];
      let place: tf.Tensor = tf.zeros([1, 1, 1, 3]);
      for (const [step, slope] of SLOPES.entries()) {
        const gradient = tf.tensor4d(slope, [1, 1, 1, 3]);
        const stride = optimiser(0.05, step)({ ...slopeOf(gradient), memory });
        if (!('move' in stride)) throw new Error('not a stride');
        place = tf.add(place, stride.move);
        memory = stride.memory ?? [];
        for (const [i, value] of [...place.dataSync()].entries())
          expect(value).toBeCloseTo(expected[step]![i]!, 6);
      }
    });
  });

  it.each(['pixels', 'change from the start'])('%s: moves, and stays where projections put it', (name) => {
    const before = tf.memory().numTensors;
    const parameterisation = name === 'pixels' ? pixels(() => tf.clone(x)) : changeFromStart(x);
    const start = parameterisation.start();
    expect([...start.x.dataSync()]).toEqual([...x.dataSync()]);
    const free = tf.tidy(() => parameterisation.moved(start, other, []));
    const moved = tf.tidy(() => parameterisation.moved(free, other, [(z) => tf.mul(z, 3), clampToPicture]));
    tf.tidy(() => {
      expect([...free.x.dataSync()]).toEqual([...tf.add(x, other).dataSync()]);
      const expected = clampToPicture(tf.mul(tf.add(tf.add(x, other), other), 3));
      const apart = tf.max(tf.abs(tf.sub(moved.x, expected))).dataSync()[0];
      expect(apart).toBeLessThan(1e-6);
      const whole = name === 'pixels' ? moved.variable : tf.add(moved.variable, x);
      expect(tf.max(tf.abs(tf.sub(whole, moved.x))).dataSync()[0]).toBeLessThan(1e-6);
    });
    tf.dispose([start, free, moved]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
