import * as tf from '@tensorflow/tfjs-core';
import { normalizeL2 } from '../../../tensors/norms';
import type { Slope, Stride } from '../ascent';

/** A step of length `stepSize` in z-score space, straight up the slope; none where there is no slope. */
export function normalisedStep(stepSize: number): (slope: Slope) => Required<Stride> {
  return (slope) => {
    const { direction, peak } = normalizeL2(slope.times(slope.scale));
    return { move: tf.mul(direction, stepSize), peak };
  };
}
