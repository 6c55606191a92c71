import * as tf from '@tensorflow/tfjs-core';
import { stockStepOf } from '../../../networks/kernels/normalised-step/normalised-step';
import { fromGreyLevels, pixelGradient } from '../../../networks/kernels/picture/pixel-ball';
import { normalizeL2 } from '../../../tensors/norms';
import type { Slope, Stride } from '../ascent';

/** A step of Euclidean length `stepSize` grey levels, straight up the slope over pixels (down it where that is negative). */
export function pixelStep(stepSize: number): (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>> {
  return (slope) => {
    const gradient = pixelGradient(slope.times(slope.scale));
    const own = stockStepOf(gradient, stepSize);
    if (own) return { move: fromGreyLevels(own.move), peak: own.peak };
    const { direction, peak } = normalizeL2(gradient);
    return { move: fromGreyLevels(tf.mul(direction, stepSize)), peak };
  };
}
