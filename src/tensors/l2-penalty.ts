import * as tf from '@tensorflow/tfjs-core';
import { normalizeL2 } from './norms';

/** `squared`: lambda * ||x||^2 (CS231n, the RDFIA handout). `norm`: lambda * ||x||, some 800 times weaker on a noise start. */
export type Penalty = 'squared' | 'norm';

/** Value of the penalty for a picture of length `norm` = ||x||_2 in z-score space. */
export function penaltyValue(penalty: Penalty, lambda: number, norm: number): number {
  return penalty === 'squared' ? lambda * norm ** 2 : lambda * norm;
}

/** Gradient of the penalty with respect to `x`: `2 * lambda * x`, or `lambda * x / ||x||` (0 at x = 0). Caller disposes. */
export function penaltyGradient<T extends tf.Tensor>(penalty: Penalty, lambda: number, x: T): T {
  if (penalty === 'squared') return tf.mul<T>(x, 2 * lambda);
  return tf.tidy(() => tf.mul<T>(normalizeL2(x).direction, lambda));
}

/**
 * Factor by which one ascent step of size `eta` multiplies a picture of length `norm` through the penalty alone. Below 0
 * the picture flips sign at every step, below -1 it grows without bound.
 */
export function shrinkFactor(penalty: Penalty, eta: number, lambda: number, norm: number): number {
  if (penalty === 'squared') return 1 - 2 * eta * lambda;
  return norm > 0 ? 1 - (eta * lambda) / norm : 1;
}
