import * as tf from '@tensorflow/tfjs-core';
import { normalizeL2 } from '../../../tensors/norms';
import { fromGreyLevels, pixelGradient } from '../../../tensors/pixel-ball';
import type { Slope, Stride } from '../ascent';

/** A step of Euclidean length `stepSize` grey levels, straight up the slope over pixels (down it where that is negative). */
export function pixelStep(stepSize: number): (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>> {
  return (slope) => {
    const { direction, peak } = normalizeL2(pixelGradient(slope.times(slope.scale)));
    return { move: fromGreyLevels(tf.mul(direction, stepSize)), peak };
  };
}
