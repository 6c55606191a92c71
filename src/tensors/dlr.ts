import * as tf from '@tensorflow/tfjs-core';
import { strongestOther } from './one-hot';

// The difference of logits ratio (Croce and Hein 2020): a gap between two logits over the spread of the leading ones, so that
// neither adding to all logits nor multiplying them changes it. https://arxiv.org/abs/2003.01690

/** Ranks (from 1) whose logits' mean is taken off the largest, of so many classes; none where there are too few. */
function lowerRanks(isTargeted: boolean, classes: number): readonly number[] {
  const ranks = isTargeted ? [3, 4] : [3];
  return ranks.every((rank) => rank <= classes) ? ranks : [];
}

/**
 * A gap over `s_(1) - s_(3)`, targeted over `s_(1) - (s_(3) + s_(4)) / 2`, s_(k) being the k-th largest logit. With fewer
 * classes than that, or where the leading logits are all equal, the gap itself.
 */
export function dlrValue(gap: number, logits: ArrayLike<number>, isTargeted: boolean): number {
  const falling = Array.from(logits).sort((a, b) => b - a);
  const lower = lowerRanks(isTargeted, falling.length).map((rank) => falling[rank - 1] as number);
  if (lower.length === 0) return gap;
  const spread = (falling[0] as number) - lower.reduce((sum, logit) => sum + logit, 0) / lower.length;
  return gap / (spread || 1);
}

/** Gradient of the same with respect to `[N, K]` logits; `gap` holds the gap's own. Caller disposes. */
export function dlrCotangent(gap: tf.Tensor2D, logits: tf.Tensor2D, isTargeted: boolean): tf.Tensor2D {
  const ranks = lowerRanks(isTargeted, logits.shape[1]);
  if (ranks.length === 0) return tf.clone(gap);
  return tf.tidy(() => {
    const named: tf.Tensor2D[] = [];
    let without = tf.zerosLike(logits);
    for (let rank = 1; rank <= Math.max(...ranks); rank++) {
      const next = strongestOther(logits, without);
      named.push(next);
      without = tf.add(without, next);
    }
    const lower = ranks.map((rank) => tf.div<tf.Tensor2D>(named[rank - 1] as tf.Tensor2D, ranks.length));
    const spread = lower.reduce((sum, rows) => tf.sub<tf.Tensor2D>(sum, rows), named[0] as tf.Tensor2D);
    const along = (rows: tf.Tensor2D): tf.Tensor => tf.sum(tf.mul(rows, logits), 1, true);
    const width = along(spread);
    const divisor = tf.add(width, tf.cast(tf.equal(width, 0), 'float32'));
    // (gap / width)' = (gap' - ratio * width') / width
    const ratio = tf.div(along(gap), divisor);
    return tf.div<tf.Tensor2D>(tf.sub(gap, tf.mul(ratio, spread)), divisor);
  });
}
