import * as tf from '@tensorflow/tfjs-core';
import { normalisedStepOf } from '../../../networks/kernels/normalised-step/normalised-step';
import { normalizeBy, type StepDivisor } from '../../../tensors/norms';
import type { Slope, Stride } from '../ascent';

/**
 * A step `stepSize` times the slope divided by its length, and so of that length in z-score space, straight up the slope; none
 * where there is no slope. The other divisors are what is often taken for the length.
 */
export function normalisedStep(
  stepSize: number,
  divisor: StepDivisor = 'l2',
): (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>> {
  return (slope) => {
    const gradient = slope.times(slope.scale);
    const own = divisor === 'l2' ? normalisedStepOf(gradient, stepSize) : null;
    if (own) return own;
    const { direction, peak } = normalizeBy(divisor, gradient);
    return { move: tf.mul(direction, stepSize), peak };
  };
}
