import * as tf from '@tensorflow/tfjs-core';

/**
 * Total variation of a picture `[N, H, W, C]`: the sum of `|x(i+1, j) - x(i, j)| + |x(i, j+1) - x(i, j)|` over pixels and
 * channels, a scalar. Caller disposes.
 */
export function totalVariation(x: tf.Tensor4D): tf.Scalar {
  return tf.tidy(() =>
    tf.add<tf.Scalar>(tf.sum(tf.abs(differences(x, 1))), tf.sum(tf.abs(differences(x, 2)))),
  );
}

/** Its gradient with respect to the picture; 0 between equal neighbours. Caller disposes. */
export function totalVariationGradient(x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.add(along(x, 1), along(x, 2)));
}

/** What every pixel owes its neighbours along an axis: it rises from the one before it, and towards the one after. */
function along(x: tf.Tensor4D, axis: 1 | 2): tf.Tensor4D {
  const signs = tf.sign(differences(x, axis));
  const pad = (before: number, after: number): tf.Tensor4D =>
    tf.pad(
      signs,
      [0, 1, 2, 3].map((each): [number, number] => (each === axis ? [before, after] : [0, 0])),
    );
  return tf.sub(pad(1, 0), pad(0, 1));
}

/** Each pixel's neighbour further on along an axis, less itself. */
function differences(x: tf.Tensor4D, axis: 1 | 2): tf.Tensor4D {
  const size = x.shape.map((length, each) => (each === axis ? length - 1 : length));
  const next = x.shape.map((_, each) => (each === axis ? 1 : 0));
  return tf.sub(tf.slice(x, next, size), tf.slice(x, [0, 0, 0, 0], size));
}
