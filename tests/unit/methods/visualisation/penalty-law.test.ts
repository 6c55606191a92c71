import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { Slope, Stride } from '../../../../src/methods/ascent/ascent';
import { momentumStep } from '../../../../src/methods/ascent/parts/adaptive-steps';
import { isBeyondStability, penaltyCaution } from '../../../../src/methods/visualisation/penalty-law';
import { useBackend } from '../../../../testing/backends';
import { sayWords } from '../../../../src/words/say';

beforeAll(() => useBackend('cpu'));

const PLAIN = {
  parameterisation: 'pixels',
  optimiser: 'gradient',
  penalty: 'squared',
  stepSize: 5,
  lambda: 0.1,
} as const;

it('is the squared length’s, for raw steps of pixels and those with momentum', () => {
  const at = (lambda: number, change = {}) => isBeyondStability({ ...PLAIN, lambda, ...change });
  expect([0, 0.199, 0.2, 10].map((lambda) => at(lambda))).toEqual([false, false, true, true]);
  expect([0.2, 0.379, 0.38].map((lambda) => at(lambda, { optimiser: 'momentum' }))).toEqual([
    false,
    false,
    true,
  ]);
  for (const change of [
    { penalty: 'norm' },
    { optimiser: 'adam' },
    { optimiser: 'nadam' },
    { optimiser: 'normalised' },
    { parameterisation: 'fourier' },
    { parameterisation: 'maco' },
  ])
    expect(at(10, change)).toBe(false);
  expect(penaltyCaution(PLAIN)).toBeNull();
  expect(sayWords(penaltyCaution({ ...PLAIN, lambda: 1, optimiser: 'momentum' }) ?? '')).toContain('1.9');
});

it.each([
  [1.89, true],
  [1.91, false],
])('momentum’s own steps down the penalty at ηλ = %d come to rest: %s', (product, rests) => {
  const step = momentumStep(1);
  let [x, velocity]: [number, tf.Tensor4D[]] = [1, []];
  for (let i = 0; i < 400; i++) {
    const slope = tf.tensor4d([-2 * product * x], [1, 1, 1, 1]);
    const { move, memory } = step({ times: () => slope, memory: velocity } as unknown as Slope) as Stride;
    x += move.dataSync()[0]!;
    velocity = [...(memory as tf.Tensor4D[])];
  }
  expect(Math.abs(x) < 1).toBe(rests);
});
