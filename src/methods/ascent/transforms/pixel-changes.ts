import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../core/random/random';
import { fromZScore, toZScore } from '../../../networks/kernels/picture/z-score';
import { fromGreyLevels } from '../../../networks/kernels/picture/pixel-ball';
import type { Transform } from '../ascent';

// Changes of each colour value by itself.

/** Noise of standard deviation `sigma` in grey levels added, drawn when this is called; clipped by nothing. */
export function noisy(size: number, sigma: number, random: Random): Transform {
  const noise = random.normals(size);
  return {
    apply: (x) =>
      tf.tidy(() => tf.add<tf.Tensor4D>(x, fromGreyLevels(tf.mul(tf.tensor(noise, x.shape), sigma)))),
    pullBack: (gradient) => gradient,
  };
}

/** All light made `gain` times as strong; clipped by nothing. */
export function brightened(gain: number): Transform {
  return {
    apply: (x) => tf.tidy(() => toZScore(tf.mul(fromZScore(x), gain))),
    pullBack: (gradient) => tf.mul(gradient, gain),
  };
}

/**
 * Colours rounded to `levels` from black to white. Not linear: its gradient, which is zero, is taken for 1 (straight-through).
 * https://arxiv.org/abs/1802.00420
 */
export function coarsened(levels: number): Transform {
  return {
    apply: (x) =>
      tf.tidy(() => {
        const steps = levels - 1;
        const pixels = tf.clipByValue(fromZScore(x), 0, 1);
        return toZScore(tf.div<tf.Tensor4D>(tf.floor(tf.add(tf.mul(pixels, steps), 0.5)), steps));
      }),
    pullBack: (gradient) => gradient,
  };
}
