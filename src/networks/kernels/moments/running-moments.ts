import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import type { DistancesStep, MeanStep } from './moments-work';
import { distancesStepWasm, meanStepWasm } from './running-moments-wasm';
import { distancesStepWebgl, meanStepWebgl } from './running-moments-webgl';
import { distancesStepWebgpu, meanStepWebgpu } from './running-moments-webgpu';

const runMean = kernelRunner<MeanStep>('MeanStep', {
  wasm: meanStepWasm,
  webgl: meanStepWebgl,
  webgpu: meanStepWebgpu,
});
const runDistances = kernelRunner<DistancesStep>('DistancesStep', {
  wasm: distancesStepWasm,
  webgl: distancesStepWebgl,
  webgpu: distancesStepWebgpu,
});

/** Mean and variance of pictures that come one batch at a time. Owns two tensors; `dispose()` frees them. */
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
 * Moments of pictures of a `shape` `[H, W, C]`, kept on the backend, each taken on in one pass. They are updated as in Chan, Golub, LeVeque 1983, not as
 * sums of squares, so that a variance far smaller than the mean keeps its digits.
 */
export function createRunningMoments(shape: readonly [number, number, number]): RunningMoments {
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
        const within = rows === 1 ? null : spreadOf(used, here);
        const weight = (before * rows) / count;
        return [
          takenIntoMean(here, mean, rows / count),
          takenIntoDistances(here, mean, distances, within, weight),
        ];
      });
      replace(next);
    },
    mean: () => tf.clone(mean),
    meanOfSquares: () => tf.tidy(() => tf.add(variance(), tf.square(mean))),
    variance,
    dispose: () => tf.dispose([mean, distances]),
  };
}

function takenIntoMean(here: tf.Tensor, mean: tf.Tensor, ratio: number): tf.Tensor {
  return runMean({ here, mean }, { ratio }) ?? tf.add(mean, tf.mul(tf.sub(here, mean), ratio));
}

/** `spread` is that of the batch in itself. */
function takenIntoDistances(
  here: tf.Tensor,
  mean: tf.Tensor,
  distances: tf.Tensor,
  spread: tf.Tensor | null,
  weight: number,
): tf.Tensor {
  const inputs = { here, mean, distances, ...(spread && { spread }) };
  const own = runDistances(inputs, { weight });
  if (own) return own;
  const between = tf.mul(tf.square(tf.sub(here, mean)), weight);
  return tf.add(distances, spread ? tf.add(between, spread) : between);
}

/** Sum over the rows of the squared distances from their mean. */
function spreadOf(rows: tf.Tensor, mean: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(tf.sub(rows, mean)), 0, true);
}
