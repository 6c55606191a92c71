import { totalVariation, totalVariationGradient } from '../../../tensors/total-variation';
import * as tf from '@tensorflow/tfjs-core';
import type { Regulariser } from '../ascent';

/** `weight` times the total variation of the picture in z-score space. */
export function totalVariationRegulariser(weight: number): Regulariser {
  return {
    gradient: (x) => tf.mul(totalVariationGradient(x), weight),
    scalar: 'totalVariation',
    measure: totalVariation,
    value: (variation) => weight * variation,
  };
}
