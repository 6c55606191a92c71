import * as tf from '@tensorflow/tfjs-core';
import { cutToRmsOf, normalisedStepOf } from '../../../networks/kernels/normalised-step/normalised-step';
import { cutToRms, normalizeBy, type StepDivisor } from '../../../tensors/norms';
import type { Slope, Stride } from '../ascent';

/**
 * A step `stepSize` times the slope divided by its length, and so of that length in z-score space, straight up the slope; none
 * where there is no slope. The other divisors are what is often taken for the length. With `cut`, no entry of the slope counts for
 * more than so many times their root mean square; 0 cuts nothing.
 */
export function normalisedStep(
  stepSize: number,
  divisor: StepDivisor = 'l2',
  cut = 0,
): (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>> {
  return (slope) => {
    const whole = slope.times(slope.scale);
    const gradient = cut > 0 ? (cutToRmsOf(whole, cut) ?? cutToRms(whole, cut)) : whole;
    const own = divisor === 'l2' ? normalisedStepOf(gradient, stepSize) : null;
    if (own) return own;
    const { direction, peak } = normalizeBy(divisor, gradient);
    return { move: tf.mul(direction, stepSize), peak };
  };
}
