import * as tf from '@tensorflow/tfjs-core';
import type { ReluRule } from '../network';
import type { Op } from './op';

/**
 * A rectifier's gradient under each rule: `standard` passes where the unit was open, `deconvnet` passes positive gradients,
 * `guided` asks both (Springenberg et al. 2014, https://arxiv.org/abs/1412.6806).
 */
export function rectifierGradient(dy: tf.Tensor, rule: ReluRule, open: () => tf.Tensor): tf.Tensor {
  switch (rule) {
    case 'standard':
      return tf.mul(dy, open());
    case 'guided':
      return tf.mul(tf.relu(dy), open());
    case 'deconvnet':
      return tf.relu(dy);
  }
}

export const relu: Op<'relu'> = {
  forward(_node, [x]) {
    if (!x) throw new Error('relu takes one input');
    return tf.relu(x);
  },
  vjp({ dy, output, relu: rule }) {
    return [rectifierGradient(dy, rule, () => tf.step(output()))];
  },
};
