import * as tf from '@tensorflow/tfjs-core';
import { normalizeBy } from '../../../tensors/norms';
import { fromGreyLevels, pixelGradient } from '../../../networks/kernels/picture/pixel-ball';
import type { Optimiser } from '../ascent';

/** A step by the slope of the pixels over its mean size, which so changes them by `greyLevels` of 255 in the mean: deep dream's. */
export function meanStep(greyLevels: number): Optimiser {
  return ({ times, scale }) => {
    const { direction, peak } = normalizeBy('l1', pixelGradient(times(scale)));
    return { move: fromGreyLevels(tf.mul(direction, greyLevels * direction.size)), peak };
  };
}
