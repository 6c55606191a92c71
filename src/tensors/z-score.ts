import type * as tf from '@tensorflow/tfjs-core';
import { add, mul, sub, div, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { MEAN, STD } from '../core/pictures/imagenet-colours';

export { MEAN, STD };

/** z-score of RGB pixels: `[..., 3]` in [0, 1] to `(p - mean) / std`. Caller disposes. */
export function toZScore<T extends tf.Tensor>(pixels: T): T {
  return tidy(() => div<T>(sub(pixels, tensor1d([...MEAN])), tensor1d([...STD])));
}

/** Pixels of a z-score image: `[..., 3]` to `z * std + mean`, in [0, 1] where the image is valid. Caller disposes. */
export function fromZScore<T extends tf.Tensor>(z: T): T {
  return tidy(() => add<T>(mul(z, tensor1d([...STD])), tensor1d([...MEAN])));
}
