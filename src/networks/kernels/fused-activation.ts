import * as tf from '@tensorflow/tfjs-core';

/** Activation that a convolution or a dense layer may apply in the same kernel. */
export type FusedActivation = 'linear' | 'relu' | 'relu6';

/** A value after an activation that no kernel has fused. Caller disposes. */
export function activated(x: tf.Tensor, activation: FusedActivation): tf.Tensor {
  return activation === 'relu' ? tf.relu(x) : activation === 'relu6' ? tf.relu6(x) : x;
}
