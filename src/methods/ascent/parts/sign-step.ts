import * as tf from '@tensorflow/tfjs-core';
import { linfNorm } from '../../../tensors/norms';
import { fromGreyLevels } from '../../../tensors/pixel-ball';
import type { Slope, Stride } from '../ascent';

/** Every colour value goes up the slope by `stepSize` grey levels, and down it where that is negative; none where the slope is 0. */
export function signStep(stepSize: number): (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>> {
  return (slope) => {
    const gradient = slope.times(slope.scale);
    return { move: fromGreyLevels(tf.mul(tf.sign(gradient), stepSize)), peak: linfNorm(gradient) };
  };
}
