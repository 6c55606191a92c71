import type * as tf from '@tensorflow/tfjs-core';
import { add, mul, sub, div, tensor1d, tidy } from '@tensorflow/tfjs-core';

/** ImageNet channel means of RGB in [0, 1], as torchvision normalises. */
export const MEAN = [0.485, 0.456, 0.406] as const;
/** ImageNet channel standard deviations of RGB in [0, 1]. */
export const STD = [0.229, 0.224, 0.225] as const;

/** z-score of RGB pixels: `[..., 3]` in [0, 1] to `(p - mean) / std`. Caller disposes. */
export function toZScore<T extends tf.Tensor>(pixels: T): T {
  return tidy(() => div<T>(sub(pixels, tensor1d([...MEAN])), tensor1d([...STD])));
}

/** Pixels of a z-score image: `[..., 3]` to `z * std + mean`, in [0, 1] where the image is valid. Caller disposes. */
export function fromZScore<T extends tf.Tensor>(z: T): T {
  return tidy(() => add<T>(mul(z, tensor1d([...STD])), tensor1d([...MEAN])));
}
