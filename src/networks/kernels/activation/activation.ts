import * as tf from '@tensorflow/tfjs-core';
import type { ActivationFunction } from '../../graph/graph';
import { kernelRunner } from '../kernel-runner';
import { ACTIVATION_FUNCTIONS } from './activation-functions';
import { activationWasm, type ActivationWork, isFast } from './activation-wasm';

const run = kernelRunner<ActivationWork>('Activation', { wasm: activationWasm });

/** An activation function with its two numbers. */
export interface Activation {
  readonly function: ActivationFunction;
  readonly alpha?: number;
  readonly beta?: number;
}

/** The function of each value. Caller disposes. */
export function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  const { value } = ACTIVATION_FUNCTIONS[activation.function];
  return fast({ x }, activation) ?? tf.tidy(() => value(x, ...numbersOf(activation)));
}

/** `dy` times the function's derivative at `x`. Caller disposes. */
export function activationGradient(dy: tf.Tensor, x: tf.Tensor, activation: Activation): tf.Tensor {
  const { slope } = ACTIVATION_FUNCTIONS[activation.function];
  return fast({ x, dy }, activation) ?? tf.tidy(() => tf.mul(dy, slope(x, ...numbersOf(activation))));
}

/** In one pass by the lab's own kernel; null where it does not know the function, or cannot run. */
function fast(inputs: Record<string, tf.Tensor>, activation: Activation): tf.Tensor | null {
  const { function: name } = activation;
  if (!isFast(name)) return null;
  const [alpha, beta] = numbersOf(activation);
  return run(inputs, { function: name, alpha, beta });
}

/** `1 / (1 + exp(-x))` of each value. Caller disposes. */
export function sigmoid(x: tf.Tensor): tf.Tensor {
  return run({ x }, SIGMOID) ?? tf.sigmoid(x);
}

/** `dy` times the sigmoid's derivative where it gave `y` of `x`. Caller disposes. */
export function sigmoidGradient(dy: tf.Tensor, x: () => tf.Tensor, y: () => tf.Tensor): tf.Tensor {
  const own = run.offered() ? run({ dy, x: x() }, SIGMOID) : null;
  return own ?? tf.tidy(() => tf.mul(dy, tf.mul(y(), tf.sub(1, y()))));
}

const SIGMOID = { function: 'sigmoid', alpha: 0, beta: 0 } as const;

export function numbersOf({ function: name, alpha, beta }: Activation): readonly [number, number] {
  const [a, b] = ACTIVATION_FUNCTIONS[name].defaults;
  return [alpha ?? a, beta ?? b];
}
