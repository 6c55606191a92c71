import * as tf from '@tensorflow/tfjs-core';
import type { Parameterisation, Point } from '../ascent';

/** The picture itself is what is optimised, from a start `[1, H, W, 3]` that the points come to own. */
export function pixels(start: () => tf.Tensor4D): Parameterisation {
  const pointOf = (x: tf.Tensor4D): Point => ({ x, variable: x });
  return {
    start: () => pointOf(start()),
    at: pointOf,
    moved: ({ x }, move, projections) =>
      pointOf(projections.reduce((picture, project) => project(picture), tf.add<tf.Tensor4D>(x, move))),
  };
}
