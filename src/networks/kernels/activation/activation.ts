import * as tf from '@tensorflow/tfjs-core';
import type { ActivationFunction } from '../../graph/graph';
import { ACTIVATION_FUNCTIONS } from './activation-functions';

/** An activation function with its two numbers. */
export interface Activation {
  readonly function: ActivationFunction;
  readonly alpha?: number;
  readonly beta?: number;
}

/** The function of each value. Caller disposes. */
export function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  const { value } = ACTIVATION_FUNCTIONS[activation.function];
  return tf.tidy(() => value(x, ...numbersOf(activation)));
}

/** `dy` times the function's derivative at `x`. Caller disposes. */
export function activationGradient(dy: tf.Tensor, x: tf.Tensor, activation: Activation): tf.Tensor {
  const { slope } = ACTIVATION_FUNCTIONS[activation.function];
  return tf.tidy(() => tf.mul(dy, slope(x, ...numbersOf(activation))));
}

export function numbersOf({ function: name, alpha, beta }: Activation): readonly [number, number] {
  const [a, b] = ACTIVATION_FUNCTIONS[name].defaults;
  return [alpha ?? a, beta ?? b];
}
