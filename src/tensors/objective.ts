import * as tf from '@tensorflow/tfjs-core';
import { type AnswerKind, logProbability, probabilitiesOf, rivalOf } from '../core/statistics/answers';

/**
 * What a method raises (or explains), with s the logits, P their probabilities and y the target: `logit` s_y, `probability`
 * P_y, `log-probability` log P_y (minus the cross-entropy), `margin` s_y minus the rival's logit, or s_y where there is none.
 */
export type Objective = 'logit' | 'probability' | 'log-probability' | 'margin';

/** Value of an objective for one row of logits. */
export function objectiveValue(
  objective: Objective,
  logits: ArrayLike<number>,
  target: number,
  kind: AnswerKind,
): number {
  const logit = logits[target] as number;
  switch (objective) {
    case 'logit':
      return logit;
    case 'probability':
      return probabilitiesOf(logits, kind)[target] as number;
    case 'log-probability':
      return logProbability(logits, target, kind);
    case 'margin': {
      const rival = rivalOf(logits, target, kind);
      return rival === null ? logit : logit - (logits[rival] as number);
    }
    default:
      return objective satisfies never;
  }
}

/**
 * Gradient of an objective with respect to `[N, K]` logits, each row for the same target. One-hot rows only: gathering a
 * class would need a kernel that WASM lacks. Caller disposes.
 */
export function objectiveCotangent(
  objective: Objective,
  logits: tf.Tensor2D,
  target: number,
  kind: AnswerKind,
): tf.Tensor2D {
  const [rows, classes] = logits.shape;
  return tf.tidy(() => {
    // Known beforehand: written, not computed, which on a GPU would be a program for each of four operators.
    const hot = tf.tensor2d(hotRows(rows, classes, target), [rows, classes]);
    switch (objective) {
      case 'logit':
        return hot;
      case 'probability': {
        const probabilities = kind === 'softmax' ? tf.softmax(logits) : tf.sigmoid(logits);
        const ofTarget = tf.sum(tf.mul(probabilities, hot), 1, true);
        return tf.mul(ofTarget, logProbabilityCotangent(logits, hot, kind));
      }
      case 'log-probability':
        return logProbabilityCotangent(logits, hot, kind);
      case 'margin':
        return kind === 'sigmoid' || classes === 1 ? hot : tf.sub(hot, strongestOther(logits, hot));
      default:
        return objective satisfies never;
    }
  });
}

function hotRows(rows: number, classes: number, target: number): Float32Array {
  const values = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) values[row * classes + target] = 1;
  return values;
}

/** `d log P_y / ds`: the other classes count against the target in a softmax, and not where each output stands for itself. */
function logProbabilityCotangent(logits: tf.Tensor2D, hot: tf.Tensor2D, kind: AnswerKind): tf.Tensor2D {
  return kind === 'softmax' ? tf.sub(hot, tf.softmax(logits)) : tf.mul(hot, tf.sigmoid(tf.neg(logits)));
}

/** One-hot rows of the strongest class besides the hot one, which is first pushed below all others. */
function strongestOther(logits: tf.Tensor2D, hot: tf.Tensor2D): tf.Tensor2D {
  const spread = tf.add(tf.sub(tf.max(logits), tf.min(logits)), 1);
  const others = tf.sub(logits, tf.mul(hot, spread));
  return oneHot(tf.argMax(others, 1), logits.shape[1]);
}

/** Float rows of 0 and one 1. Not `tf.oneHot`: it refuses a single class, and on WASM it writes integer bits into floats. */
function oneHot(indices: tf.Tensor1D, classes: number): tf.Tensor2D {
  const every = tf.range(0, classes, 1, 'int32');
  return tf.cast(tf.equal(every, tf.expandDims(indices, 1)), 'float32');
}
