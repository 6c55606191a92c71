import * as tf from '@tensorflow/tfjs-core';
import { type AnswerKind, logProbability, probabilitiesOf, rivalOf } from '../core/statistics/answers';
import { dlrCotangent, dlrValue } from './dlr';
import { strongestOther } from './one-hot';

/**
 * What a method raises (or explains), with s the logits, P their probabilities and y the target: `logit` s_y, `probability`
 * P_y, `log-probability` log P_y (minus the cross-entropy), `margin` s_y minus the rival's logit, or s_y where there is none,
 * `dlr` the margin over the spread of the leading logits.
 */
export type Objective = 'logit' | 'probability' | 'log-probability' | 'margin' | 'dlr';

/** The targeted difference of logits ratio: from a class that stays the same to the target. */
export interface TargetedDlr {
  /** The class to leave, another than the target. */
  readonly dlrFrom: number;
}

/** Value of an objective for one row of logits. */
export function objectiveValue(
  objective: Objective | TargetedDlr,
  logits: ArrayLike<number>,
  target: number,
  kind: AnswerKind,
): number {
  const logit = logits[target] as number;
  if (typeof objective === 'object')
    return dlrValue(logit - (logits[objective.dlrFrom] as number), logits, true);
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
    case 'dlr':
      return kind === 'sigmoid'
        ? logit
        : dlrValue(objectiveValue('margin', logits, target, kind), logits, false);
    default:
      return objective satisfies never;
  }
}

/**
 * Gradient of an objective with respect to `[N, K]` logits, each row for the same target. One-hot rows only: gathering a
 * class would need a kernel that WASM lacks. Caller disposes.
 */
export function objectiveCotangent(
  objective: Objective | TargetedDlr,
  logits: tf.Tensor2D,
  target: number,
  kind: AnswerKind,
): tf.Tensor2D {
  const [rows, classes] = logits.shape;
  return tf.tidy(() => {
    // Known beforehand: written, not computed, which on a GPU would be a program for each of four operators.
    const hot = tf.tensor2d(hotRows(rows, classes, target), [rows, classes]);
    if (typeof objective === 'object') {
      const from = tf.tensor2d(hotRows(rows, classes, objective.dlrFrom), [rows, classes]);
      return dlrCotangent(tf.sub(hot, from), logits, true);
    }
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
        return marginCotangent(logits, hot, kind);
      case 'dlr': {
        const margin = marginCotangent(logits, hot, kind);
        return kind === 'sigmoid' ? margin : dlrCotangent(margin, logits, false);
      }
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

/** Labels have no rival, nor has a class that stands alone. */
function marginCotangent(logits: tf.Tensor2D, hot: tf.Tensor2D, kind: AnswerKind): tf.Tensor2D {
  return kind === 'sigmoid' || logits.shape[1] === 1 ? hot : tf.sub(hot, strongestOther(logits, hot));
}
