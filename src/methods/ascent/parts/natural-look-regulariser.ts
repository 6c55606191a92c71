import * as tf from '@tensorflow/tfjs-core';
import { unlikenessGradient, unlikenessOf } from '../../../tensors/natural-look';
import type { Regulariser } from '../ascent';

/** `weight` times how unlike photographs the picture is, by its spectrum's slope, its total variation and its colours. */
export function naturalLookRegulariser(weight: number): Regulariser {
  return {
    gradient: (x) => tf.mul(unlikenessGradient(x), weight),
    scalar: 'unlikeness',
    measure: unlikenessOf,
    value: (unlike) => weight * unlike,
  };
}
