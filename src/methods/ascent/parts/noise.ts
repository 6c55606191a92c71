import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../core/random/random';
import type { Network } from '../../../networks/executor/network';

/** A start of standard normal values in z-score space, `[1, H, W, 3]`. Caller disposes. */
export function noise({ graph }: Network, random: Random): tf.Tensor4D {
  const [height, width] = graph.input.size;
  return tf.tensor4d(random.normals(height * width * 3), [1, height, width, 3]);
}
