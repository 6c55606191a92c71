import * as tf from '@tensorflow/tfjs-core';
import { MEAN, STD } from './z-score';

/** Lowest z-score of each channel: black, `-mean / std`. */
export const LOWEST = ([0, 1, 2] as const).map((c) => -MEAN[c] / STD[c]);
/** Highest z-score of each channel: `(1 - mean) / std`. */
export const HIGHEST = ([0, 1, 2] as const).map((c) => (1 - MEAN[c]) / STD[c]);

/** `z` `[..., 3]` with every value moved to the nearest one that a picture can have. Caller disposes. */
export function clampToPicture<T extends tf.Tensor>(z: T): T {
  return tf.tidy(() => tf.minimum<T>(tf.maximum(z, tf.tensor1d(LOWEST)), tf.tensor1d(HIGHEST)));
}
