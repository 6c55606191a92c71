import * as tf from '@tensorflow/tfjs-core';
import { lengthOf } from '../../../networks/kernels/normalised-step/normalised-step';
import { clampToPicture } from '../../../networks/kernels/picture/clamp';
import { movedFrom } from '../../../networks/kernels/picture/moved-from';
import type { Parameterisation, Projection } from '../ascent';

/**
 * The change from a start `[1, H, W, 3]` is what is optimised: steps are summed where small numbers keep their digits, and
 * are added to the start once. Measures `floatL2`, the length of the change in z-score space. The start stays the caller's. `first`
 * makes the point to set out from where it is another than the start.
 */
export function changeFromStart(start: tf.Tensor4D, first?: Projection): Parameterisation {
  return {
    start() {
      if (!first) return { x: tf.clone(start), variable: tf.zerosLike(start) };
      return tf.tidy(() => {
        const x = first(start);
        return { x, variable: tf.sub<tf.Tensor4D>(x, start) };
      });
    },
    moved({ variable }, move, projections) {
      const clamped = projections[0] === clampToPicture;
      const x = movedFrom(start, variable, move, clamped);
      if (projections.length === 0) return { x, variable: tf.add<tf.Tensor4D>(variable, move) };
      const rest = clamped ? projections.slice(1) : projections;
      const inside = rest.reduce((picture, project) => project(picture), x);
      return { x: inside, variable: tf.sub(inside, start) };
    },
    measure: ({ variable }) => ({ floatL2: lengthOf(variable) }),
  };
}
