import * as tf from '@tensorflow/tfjs-core';
import type { Regulariser } from '../ascent';

/** `weight` times the mean square of the change from a photo `[1, H, W, 3]`, which stays the caller's, in z-score space. */
export function nearnessRegulariser(weight: number, photo: tf.Tensor4D): Regulariser {
  return {
    isPlaced: true,
    gradient: (x) => tf.mul(tf.sub<tf.Tensor4D>(x, photo), (2 * weight) / photo.size),
    scalar: 'change',
    measure: (x) => tf.mean(tf.square(tf.sub(x, photo))),
    value: (change) => weight * change,
  };
}
