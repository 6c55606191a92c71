import * as tf from '@tensorflow/tfjs-core';
import { MEAN, STD } from './z-score';

/** Lowest z-score of each channel: black, `-mean / std`. */
export const LOWEST = MEAN.map((mean, c) => -mean / STD[c]!);
/** Highest z-score of each channel: `(1 - mean) / std`. */
export const HIGHEST = MEAN.map((mean, c) => (1 - mean) / STD[c]!);

/** `z` `[..., 3]` with every value moved to the nearest one that a picture can have. Caller disposes. */
export function clampToPicture<T extends tf.Tensor>(z: T): T {
  return tf.tidy(() => tf.minimum(tf.maximum(z, tf.tensor1d(LOWEST)), tf.tensor1d(HIGHEST)) as T);
}
