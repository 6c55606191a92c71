import * as tf from '@tensorflow/tfjs-core';
import type { FusedActivation } from './op';

/** A value after an activation that no kernel has fused. Caller disposes. */
export function activated(x: tf.Tensor, activation: FusedActivation): tf.Tensor {
  return activation === 'relu' ? tf.relu(x) : activation === 'relu6' ? tf.relu6(x) : x;
}
