import * as tf from '@tensorflow/tfjs-core';
import type { ActivationFunction } from '../../graph/graph';

/** An activation function, composed of stock operations. `a` and `b` are the node's alpha and beta. */
export interface ActivationDefinition {
  /** What alpha and beta are where a node does not say. */
  readonly defaults: readonly [alpha: number, beta: number];
  /** Whether its values are never below 0: always, where nothing below 0 comes in, or neither. */
  readonly nonNegative: 'always' | 'kept' | 'no';
  readonly value: (x: tf.Tensor, a: number, b: number) => tf.Tensor;
  /** Its derivative at x. */
  readonly slope: (x: tf.Tensor, a: number, b: number) => tf.Tensor;
}

/** Every activation function of `activation` nodes; ReLU, ReLU6, sigmoid and PReLU are ops of their own. */
export const ACTIVATION_FUNCTIONS: Readonly<Record<ActivationFunction, ActivationDefinition>> = {
  /** `x σ(x)`; Ramachandran et al. 2017, https://arxiv.org/abs/1710.05941 */
  silu: define('kept', {
    value: (x) => tf.mul(x, tf.sigmoid(x)),
    slope(x) {
      const s = tf.sigmoid(x);
      return tf.mul(s, tf.add(1, tf.mul(x, tf.sub(1, s))));
    },
  }),
  /** `min(max(a x + b, 0), 1)` */
  hardSigmoid: define('always', {
    defaults: [0.2, 0.5],
    value: (x, a, b) => tf.clipByValue(tf.add(tf.mul(x, a), b), 0, 1),
    slope: (x, a, b) => tf.mul(inside(tf.add(tf.mul(x, a), b), 0, 1), a),
  }),
  /** `x min(max(x / 6 + 1 / 2, 0), 1)`; Howard et al. 2019, https://arxiv.org/abs/1905.02244 */
  hardSwish: define('kept', {
    value: (x) => tf.mul(x, tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1)),
    slope: (x) => tf.add(tf.mul(inside(x, -3, 3), tf.add(tf.mul(x, 1 / 3), 0.5)), tf.step(tf.sub(x, 3))),
  }),
  tanh: define('kept', { value: (x) => tf.tanh(x), slope: (x) => tf.sub(1, tf.square(tf.tanh(x))) }),
  /** `log(1 + exp x)` */
  softplus: define('always', { value: softplus, slope: (x) => tf.sigmoid(x) }),
  /** `x tanh(softplus x)`; Misra 2019, https://arxiv.org/abs/1908.08681 */
  mish: define('kept', {
    value: (x) => tf.mul(x, tf.tanh(softplus(x))),
    slope(x) {
      const t = tf.tanh(softplus(x));
      return tf.add(t, tf.mul(tf.mul(x, tf.sigmoid(x)), tf.sub(1, tf.square(t))));
    },
  }),
  /** `x` above 0, `a x` below */
  leakyRelu: define('kept', {
    defaults: [0.01, 0],
    value: (x, a) => tf.add(tf.relu(x), tf.mul(tf.neg(tf.relu(tf.neg(x))), a)),
    slope: (x, a) => tf.add(tf.mul(tf.step(x), 1 - a), a),
  }),
  /** `b x` above 0, `b a (exp(x) - 1)` below: ELU, and SELU by its two constants */
  elu: define('kept', {
    defaults: [1, 1],
    value: (x, a, b) => tf.mul(tf.add(tf.relu(x), tf.mul(tf.sub(tf.exp(tf.minimum(x, 0)), 1), a)), b),
    slope: (x, a, b) =>
      tf.mul(tf.add(tf.step(x), tf.mul(tf.mul(tf.exp(tf.minimum(x, 0)), tf.sub(1, tf.step(x))), a)), b),
  }),
  /** `x Φ(x)` with the normal distribution's Φ; Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415 */
  gelu: define('kept', {
    value: (x) => tf.mul(x, normalBelow(x)),
    slope: (x) => tf.add(normalBelow(x), tf.mul(tf.mul(x, tf.exp(tf.mul(tf.square(x), -0.5))), DENSITY)),
  }),
  /** `x (1 + tanh(√(2 / π) (x + 0.044715 x³))) / 2` */
  geluTanh: define('kept', {
    value: (x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(bent(x)))),
    slope(x) {
      const t = tf.tanh(bent(x));
      const within = tf.mul(tf.add(tf.mul(tf.square(x), 3 * BEND), 1), ROOT);
      const more = tf.mul(tf.mul(tf.mul(x, 0.5), tf.sub(1, tf.square(t))), within);
      return tf.add(tf.mul(tf.add(t, 1), 0.5), more);
    },
  }),
  /** `min(max(x, a), b)` */
  clip: define('no', {
    defaults: [-3.4028234e38, 3.4028234e38],
    value: (x, a, b) => tf.clipByValue(x, a, b),
    slope: (x, a, b) => inside(x, a, b),
  }),
  softsign: define('kept', {
    value: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
    slope: (x) => tf.reciprocal(tf.square(tf.add(tf.abs(x), 1))),
  }),
  erf: define('kept', {
    value: errorFunction,
    slope: (x) => tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI)),
  }),
  /** `x^a`; `b` is unused. A whole power is taken of values below 0 as well. */
  power: define('kept', {
    defaults: [2, 0],
    value: power,
    slope: (x, a) => (a === 0 ? tf.zerosLike(x) : tf.mul(power(x, a - 1), a)),
  }),
  exp: define('always', { value: (x) => tf.exp(x), slope: (x) => tf.exp(x) }),
  log: define('no', { value: (x) => tf.log(x), slope: (x) => tf.reciprocal(x) }),
  /** `a round(x / a)`, halves to the even side; its slope is taken as 1, straight through: Bengio et al. 2013, https://arxiv.org/abs/1308.3432 */
  steps: define('kept', {
    defaults: [1, 0],
    value: (x, a) => tf.mul(tf.round(tf.div(x, a)), a),
    slope: (x) => tf.onesLike(x),
  }),
  abs: define('always', { value: (x) => tf.abs(x), slope: (x) => tf.sign(x) }),
};

const DENSITY = 1 / Math.sqrt(2 * Math.PI);
const BEND = 0.044715;
const ROOT = Math.sqrt(2 / Math.PI);

function define(
  nonNegative: ActivationDefinition['nonNegative'],
  rest: Pick<ActivationDefinition, 'value' | 'slope'> & Partial<Pick<ActivationDefinition, 'defaults'>>,
): ActivationDefinition {
  return { defaults: [0, 0], ...rest, nonNegative };
}

/** 1 strictly between two bounds, else 0. */
function inside(x: tf.Tensor, low: number, high: number): tf.Tensor {
  const above = low > -3e38 ? tf.step(tf.sub(x, low)) : tf.onesLike(x);
  return high < 3e38 ? tf.mul(above, tf.step(tf.sub(high, x))) : above;
}

/** Without overflow: `max(x, 0) + log(1 + exp(-|x|))`. */
function softplus(x: tf.Tensor): tf.Tensor {
  return tf.add(tf.relu(x), tf.log(tf.add(tf.exp(tf.neg(tf.abs(x))), 1)));
}

function bent(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(x, tf.add(tf.mul(tf.square(x), BEND), 1)), ROOT);
}

function normalBelow(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(errorFunction(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}

const ERF = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429] as const;

/** Abramowitz and Stegun 7.1.26, within 1.5e-7. */
function errorFunction(x: tf.Tensor): tf.Tensor {
  const magnitude = tf.abs(x);
  const t = tf.reciprocal(tf.add(tf.mul(magnitude, 0.3275911), 1));
  const sum = ERF.reduceRight<tf.Tensor | null>((rest, c) => tf.mul(rest ? tf.add(rest, c) : c, t), null);
  return tf.mul(tf.sign(x), tf.sub(1, tf.mul(sum ?? t, tf.exp(tf.neg(tf.square(x))))));
}

function power(x: tf.Tensor, a: number): tf.Tensor {
  if (a === 0) return tf.onesLike(x);
  if (a === 1) return tf.clone(x);
  if (a === 2) return tf.square(x);
  if (a === 3) return tf.mul(x, tf.square(x));
  if (a === 0.5) return tf.sqrt(x);
  if (a === -0.5) return tf.rsqrt(x);
  if (a === -1) return tf.reciprocal(x);
  return tf.pow(x, a);
}
