import * as tf from '@tensorflow/tfjs-core';
import { rivalOf, softmax } from './softmax';

/**
 * What a method raises (or explains), with s the logits, P their softmax and y the target: `logit` s_y, `probability` P_y,
 * `log-probability` log P_y (minus the cross-entropy), `margin` s_y minus the strongest other logit.
 */
export type Objective = 'logit' | 'probability' | 'log-probability' | 'margin';

/** Value of an objective for one row of logits. */
export function objectiveValue(objective: Objective, logits: ArrayLike<number>, target: number): number {
  const logit = logits[target]!;
  switch (objective) {
    case 'logit':
      return logit;
    case 'probability':
      return softmax(logits)[target]!;
    case 'log-probability':
      return logProbability(logits, target);
    case 'margin': {
      const rival = rivalOf(logits, target);
      return rival === null ? logit : logit - logits[rival]!;
    }
    default:
      return objective satisfies never;
  }
}

/**
 * Gradient of an objective with respect to `[N, K]` logits, each row for the same target. One-hot rows only: gathering a
 * class would need a kernel that WASM lacks. Caller disposes.
 */
export function objectiveCotangent(objective: Objective, logits: tf.Tensor2D, target: number): tf.Tensor2D {
  const [rows, classes] = logits.shape;
  return tf.tidy(() => {
    const hot = tf.oneHot(tf.fill([rows], target, 'int32'), classes, 1, 0, 'float32') as tf.Tensor2D;
    switch (objective) {
      case 'logit':
        return hot;
      case 'probability': {
        const probabilities = tf.softmax(logits);
        const ofTarget = tf.sum(tf.mul(probabilities, hot), 1, true);
        return tf.mul(ofTarget, tf.sub(hot, probabilities));
      }
      case 'log-probability':
        return tf.sub(hot, tf.softmax(logits));
      case 'margin':
        return classes === 1 ? hot : tf.sub(hot, strongestOther(logits, hot));
      default:
        return objective satisfies never;
    }
  });
}

/** One-hot rows of the strongest class besides the hot one, which is first pushed below all others. */
function strongestOther(logits: tf.Tensor2D, hot: tf.Tensor2D): tf.Tensor2D {
  const spread = tf.add(tf.sub(tf.max(logits), tf.min(logits)), 1);
  const others = tf.sub(logits, tf.mul(hot, spread));
  return tf.oneHot(tf.argMax(others, 1) as tf.Tensor1D, logits.shape[1], 1, 0, 'float32') as tf.Tensor2D;
}

function logProbability(logits: ArrayLike<number>, target: number): number {
  let highest = -Infinity;
  for (let k = 0; k < logits.length; k++) highest = Math.max(highest, logits[k]!);
  let total = 0;
  for (let k = 0; k < logits.length; k++) total += Math.exp(logits[k]! - highest);
  return logits[target]! - highest - Math.log(total);
}
