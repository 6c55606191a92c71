import { reshape, type Tensor } from '@tensorflow/tfjs-core';

/** The same values as a tensor of its own: a view everywhere, where `tf.clone` copies on WASM. Caller disposes. */
export function alias<T extends Tensor>(x: T): T {
  return reshape(x, x.shape) as T;
}
