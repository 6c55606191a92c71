import type * as tf from '@tensorflow/tfjs-core';
import { MEAN, STD } from '../../../core/pictures/imagenet-colours';
import { perChannel, step } from './per-channel';

export { MEAN, STD };

/** What turns RGB in [0, 1] into z-scores, and what turns it back. */
export const TO_Z_SCORE = [step('subtract', MEAN), step('divide', STD)];
export const FROM_Z_SCORE = [step('multiply', STD), step('add', MEAN)];

/** z-score of RGB pixels: `[N, H, W, 3]` in [0, 1] to `(p - mean) / std`. Caller disposes. */
export function toZScore(pixels: tf.Tensor4D): tf.Tensor4D {
  return perChannel(pixels, TO_Z_SCORE);
}

/** Pixels of a z-score image: `[N, H, W, 3]` to `z * std + mean`, in [0, 1] where the image is valid. Caller disposes. */
export function fromZScore(z: tf.Tensor4D): tf.Tensor4D {
  return perChannel(z, FROM_Z_SCORE);
}
