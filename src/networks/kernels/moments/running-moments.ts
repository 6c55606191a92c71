import * as tf from '@tensorflow/tfjs-core';

/** Mean and variance of tensors that come one batch at a time. Owns two tensors; `dispose()` frees them. */
export interface RunningMoments {
  readonly count: number;
  /** Takes in the first `rows` of a batch `[N, ...shape]`. The batch stays alive. */
  add(batch: tf.Tensor, rows: number): void;
  /** `[1, ...shape]`; all 0 before the first batch. Caller disposes. */
  mean(): tf.Tensor;
  /** Mean of the squares, `[1, ...shape]`. Caller disposes. */
  meanOfSquares(): tf.Tensor;
  /** Mean squared distance from the mean (divided by the count), `[1, ...shape]`. Caller disposes. */
  variance(): tf.Tensor;
  dispose(): void;
}

/**
 * Moments of values of `[1, ...shape]`, kept on the backend. They are updated as in Chan, Golub, LeVeque 1983, not as
 * sums of squares, so that a variance far smaller than the mean keeps its digits.
 */
export function createRunningMoments(shape: readonly number[]): RunningMoments {
  let mean = tf.zeros([1, ...shape]);
  let distances = tf.zeros([1, ...shape]);
  let count = 0;

  /** Kept, for a batch may be taken in inside a caller's tidy. */
  const replace = (next: readonly [tf.Tensor, tf.Tensor]): void => {
    tf.dispose([mean, distances]);
    [mean, distances] = [tf.keep(next[0]), tf.keep(next[1])];
  };
  const variance = (): tf.Tensor => tf.div(distances, Math.max(1, count));

  return {
    get count() {
      return count;
    },
    add(batch, rows) {
      const before = count;
      count += rows;
      const next = tf.tidy((): [tf.Tensor, tf.Tensor] => {
        const used = rows === batch.shape[0] ? batch : tf.slice(batch, 0, rows);
        const here = rows === 1 ? used : tf.mean(used, 0, true);
        const apart = tf.sub(here, mean);
        const between = tf.mul(tf.square(apart), (before * rows) / count);
        const within = rows === 1 ? between : tf.add(between, spread(used, here));
        return [tf.add(mean, tf.mul(apart, rows / count)), tf.add(distances, within)];
      });
      replace(next);
    },
    mean: () => tf.clone(mean),
    meanOfSquares: () => tf.tidy(() => tf.add(variance(), tf.square(mean))),
    variance,
    dispose: () => tf.dispose([mean, distances]),
  };
}

/** Sum over the rows of the squared distances from their mean. */
function spread(rows: tf.Tensor, mean: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(tf.sub(rows, mean)), 0, true);
}
