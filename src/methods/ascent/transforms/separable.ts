import * as tf from '@tensorflow/tfjs-core';
import type { Transform } from '../ascent';

/** Each place of an axis, `[to, from]` row-major, as a mixture of the places that there were. */
export interface AxisMatrix {
  readonly to: number;
  readonly from: number;
  readonly weights: Float32Array<ArrayBuffer>;
}

/** A picture `[1, H, W, 3]` whose rows and columns are mixed, each axis by its own matrix; both ways by plain products. */
export function separable(rows: AxisMatrix, columns: AxisMatrix): Transform {
  return {
    apply: (x) => mixed(mixed(x, rows, false), columns, false),
    pullBack: (gradient) => mixed(mixed(gradient, columns, true), rows, true),
  };
}

/**
 * The picture with its second axis mixed, and the two axes changed over, so that twice gives both in their order. Backwards the
 * matrix is transposed, and its axis is the third.
 */
function mixed(x: tf.Tensor4D, { to, from, weights }: AxisMatrix, isBack: boolean): tf.Tensor4D {
  return tf.tidy(() => {
    const matrix = tf.tensor2d(weights, [to, from]);
    const [, height, width, channels] = x.shape;
    if (isBack) {
      const turned = tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [width, height * channels]);
      return tf.reshape<tf.Rank.R4>(tf.matMul(matrix, turned, true), [1, from, height, channels]);
    }
    const product = tf.matMul(matrix, tf.reshape(x, [height, width * channels]));
    return tf.transpose(tf.reshape(product, [1, to, width, channels]), [0, 2, 1, 3]);
  });
}

/** A matrix of an axis, filled by `mix`, which adds its share of a source to a place. */
export function axisMatrix(
  to: number,
  from: number,
  mix: (place: number, add: (source: number, share: number) => void) => void,
): AxisMatrix {
  const weights = new Float32Array(to * from);
  for (let place = 0; place < to; place++)
    mix(place, (source, share) => {
      const at = place * from + source;
      weights[at] = (weights[at] as number) + share;
    });
  return { to, from, weights };
}
