import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import {
  activate,
  activationGradient,
  sigmoid,
  sigmoidGradient,
} from '../../../../../src/networks/kernels/activation/activation';
import { activationModule } from '../../../../../src/networks/kernels/activation/activation-wasm-code';
import { isFast } from '../../../../../src/networks/kernels/activation/activation-wasm';
import { gaveWay } from '../../../../../testing/gave-way';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { toyPool } from '../threads/toy-pool';

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const held = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** The error function by its series where that converges fast, else by its continued fraction. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 3) {
    let term = size;
    let sum = size;
    for (let n = 1; n < 60; n++) {
      term *= -(size * size) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = size;
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-size * size) / fraction / Math.sqrt(Math.PI));
}

/** Each function as its papers write it, in float64. */
const PLAIN = {
  silu: (x: number) => x * logistic(x),
  hardSigmoid: (x: number, a: number, b: number) => held(a * x + b, 0, 1),
  hardSwish: (x: number) => x * held(x / 6 + 0.5, 0, 1),
  tanh: Math.tanh,
  softplus: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  mish: (x: number) => x * Math.tanh(Math.log1p(Math.exp(x))),
  leakyRelu: (x: number, a: number) => (x > 0 ? x : a * x),
  elu: (x: number, a: number, b: number) => (x > 0 ? b * x : b * a * Math.expm1(x)),
  gelu: (x: number) => (x * (1 + erf(x * Math.SQRT1_2))) / 2,
  geluTanh: (x: number) => (x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))) / 2,
  clip: held,
  softsign: (x: number) => x / (1 + Math.abs(x)),
  erf,
} as const;
type Name = keyof typeof PLAIN;

const NUMBERS: Partial<Record<Name, readonly [number, number]>> = {
  hardSigmoid: [0.25, 0.4],
  leakyRelu: [0.15, 0],
  elu: [1.3, 0.9],
  clip: [-0.7, 1.1],
};

/** Ordinary values, small ones, and far ones; a last vector that is not full. */
const VALUES = Float32Array.from([
  ...createRandom(1)
    .normals(801)
    .map((value) => 3 * value),
  ...[0, 1e-5, -1e-5, 0.02, -0.02, 12, -12, 40, -40, 88, -88, 200, -200],
]);

/** Central differences in float64; NaN near a kink, where they say nothing. */
function slopeOf(f: (x: number) => number, x: number): number {
  const h = 1e-6;
  const [after, before] = [(f(x + h) - f(x)) / h, (f(x) - f(x - h)) / h];
  return Math.abs(after - before) > 1e-2 ? NaN : (after + before) / 2;
}

function expectNear(got: Float32Array, wanted: (x: number) => number): void {
  let apart = 0;
  got.forEach((value, i) => {
    const right = wanted(VALUES[i]!);
    if (Number.isNaN(right)) return;
    apart = Math.max(apart, Math.abs(value - right) / Math.max(1, Math.abs(right)));
  });
  expect(got.every(Number.isFinite)).toBe(true);
  expect(apart).toBeLessThan(2e-6);
}

describe.each(['wasm', 'cpu'] as const)('activation functions on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it.each(Object.keys(PLAIN) as Name[])('%s and its slope are those of the formula', (name) => {
    const [alpha, beta] = NUMBERS[name] ?? [0, 0];
    const f = (x: number): number => PLAIN[name](x, alpha, beta);
    const activation = { function: name, ...(NUMBERS[name] ? { alpha, beta } : {}) };
    expect(isFast(name)).toBe(true);
    const x = tf.tensor1d(VALUES);
    expectNear(activate(x, activation).dataSync<'float32'>(), f);
    const slope = activationGradient(tf.fill(x.shape, 2), x, activation).dataSync<'float32'>();
    expectNear(
      slope.map((value) => value / 2),
      (value) => slopeOf(f, value),
    );
    expect(gaveWay(/^activation$/i)).toEqual([]);
  });

  it('the sigmoid and its slope are those of the formula', () => {
    const x = tf.tensor1d(VALUES);
    const y = sigmoid(x);
    expectNear(y.dataSync<'float32'>(), logistic);
    const dx = sigmoidGradient(
      tf.onesLike(x),
      () => x,
      () => y,
    );
    expectNear(dx.dataSync<'float32'>(), (value) => logistic(value) * logistic(-value));
  });
});

it('an activation is the same where threads share its values', async () => {
  await useBackend('wasm');
  const backend = tf.backend();
  const x = tf.tensor1d(Float32Array.from(createRandom(2).normals(2 ** 18 + 3)));
  const both = (): Float32Array[] => [
    activate(x, { function: 'silu' }).dataSync<'float32'>(),
    activationGradient(x, x, { function: 'silu' }).dataSync<'float32'>(),
  ];
  const alone = both();
  assignThreadPool(backend, toyPool(activationModule(backend)!.kernels, 3));
  onTestFinished(() => assignThreadPool(backend, null));
  expect(both()).toEqual(alone);
});
