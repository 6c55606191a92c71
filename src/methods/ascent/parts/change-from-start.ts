import * as tf from '@tensorflow/tfjs-core';
import { l2Norm } from '../../../tensors/norms';
import type { Parameterisation } from '../ascent';

/**
 * The change from a start `[1, H, W, 3]` is what is optimised: steps are summed where small numbers keep their digits, and
 * are added to the start once. Measures `l2`, the length of the change in z-score space. The start stays the caller's.
 */
export function changeFromStart(start: tf.Tensor4D): Parameterisation {
  return {
    start: () => ({ x: tf.clone(start), variable: tf.zerosLike(start) }),
    moved({ variable }, move, projections) {
      const change = tf.add<tf.Tensor4D>(variable, move);
      const x = tf.add<tf.Tensor4D>(start, change);
      if (projections.length === 0) return { x, variable: change };
      const inside = projections.reduce((picture, project) => project(picture), x);
      return { x: inside, variable: tf.sub(inside, start) };
    },
    measure: ({ variable }) => ({ l2: l2Norm(variable) }),
  };
}
