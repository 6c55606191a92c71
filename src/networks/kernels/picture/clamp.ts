import type * as tf from '@tensorflow/tfjs-core';
import { perChannel, step } from './per-channel';
import { MEAN, STD } from './z-score';

/** Lowest z-score of each channel: black, `-mean / std`. */
export const LOWEST = ([0, 1, 2] as const).map((c) => -MEAN[c] / STD[c]);
/** Highest z-score of each channel: `(1 - mean) / std`. */
export const HIGHEST = ([0, 1, 2] as const).map((c) => (1 - MEAN[c]) / STD[c]);

const CLAMP = [step('atLeast', LOWEST), step('atMost', HIGHEST)];

/** `z` `[N, H, W, 3]` with every value moved to the nearest one that a picture can have. Caller disposes. */
export function clampToPicture(z: tf.Tensor4D): tf.Tensor4D {
  return perChannel(z, CLAMP);
}
