import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { layerNormWasm } from '../rows/rows-wasm';

const run = kernelRunner<{ readonly epsilon: number }>('LayerNorm', { wasm: layerNormWasm });

/** `scale * (x - mean) / sqrt(variance + epsilon) + offset` over the last axis; `scale` and `offset` are `[C]`. Caller disposes. */
export function layerNormalised(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  epsilon: number,
): tf.Tensor {
  const own = run({ x, scale, offset }, { epsilon });
  return own ?? tf.tidy(() => tf.add(tf.mul(standardised(x, epsilon).standard, scale), offset));
}

/** Its gradient with respect to `x`. Caller disposes. */
export function layerNormGradient(dy: tf.Tensor, x: tf.Tensor, scale: tf.Tensor, epsilon: number): tf.Tensor {
  const own = run({ dy, x, scale }, { epsilon });
  return own ?? tf.tidy(() => standardisedGradient(tf.mul(dy, scale), standardised(x, epsilon)));
}

/** A value with mean 0 and variance 1 along its last axis, and what it was divided by, inverted. */
export interface Standardised {
  readonly standard: tf.Tensor;
  readonly inverse: tf.Tensor;
}

export function standardised(x: tf.Tensor, epsilon: number): Standardised {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
  return { standard: tf.mul(centred, inverse), inverse };
}

/** `inverse * (g - mean(g) - standard * mean(g * standard))` */
export function standardisedGradient(g: tf.Tensor, { standard, inverse }: Standardised): tf.Tensor {
  const along = tf.mul(standard, tf.mean(tf.mul(g, standard), -1, true));
  return tf.mul(inverse, tf.sub(tf.sub(g, tf.mean(g, -1, true)), along));
}
