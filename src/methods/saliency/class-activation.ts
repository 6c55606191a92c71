import * as tf from '@tensorflow/tfjs-core';
import { resizeBilinear, type Size } from '../../core/resize-bilinear';
import type { Network, Trace } from '../../networks/network';
import type { Aim } from '../objective-gradient';
import { aimedBackward } from './aimed-backward';

/** A class activation map before it is stretched. */
export interface ClassActivation {
  /** `aim.scale * sum over k of alpha_k * A_k`, `[h, w]`. */
  readonly weighted: tf.Tensor2D;
  readonly size: Size;
}

/** The weighted sum of a layer's channels, each weighed by its mean gradient. Caller disposes `weighted`. */
export function classActivation(network: Network, trace: Trace, aim: Aim, layer: string): ClassActivation {
  const weighted = tf.tidy(() => {
    const gradient = aimedBackward(network, trace, aim, { activations: [layer] }).activations.get(layer);
    const alpha = tf.mean(gradient as tf.Tensor4D, [1, 2], true);
    const sum = tf.sum(tf.mul(alpha, trace.activation(layer)), 3);
    return tf.squeeze<tf.Tensor2D>(sum, [0]);
  });
  const [height, width] = weighted.shape;
  return { weighted, size: { height, width } };
}

/** `ReLU(weighted / scale)` stretched over the picture; `empty` where nothing speaks for the class. */
export function stretchActivation(
  weighted: Float32Array,
  from: Size,
  to: Size,
  scale: number,
): { readonly map: Float32Array<ArrayBuffer>; readonly empty: boolean } {
  const positive = weighted.map((value) => Math.max(0, value / scale));
  return { map: resizeBilinear(positive, from, to), empty: positive.every((value) => value === 0) };
}
