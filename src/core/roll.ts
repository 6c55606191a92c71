import * as tf from '@tensorflow/tfjs-core';

/**
 * `image` `[N, H, W, C]` rolled `dx` pixels to the right and `dy` down; what leaves at one edge enters at the other.
 * Rolling by `(-dx, -dy)` undoes it exactly. Caller disposes.
 *
 * Done by gathering rows and columns with index tensors: the offsets are data, not constants, so WebGL compiles the same
 * two programs for every offset (slices would compile one a width).
 */
export function roll(image: tf.Tensor4D, dx: number, dy: number): tf.Tensor4D {
  const [, height, width] = image.shape;
  return tf.tidy(() => {
    const rows = wrap(dy, height) === 0 ? image : tf.gather(image, sources(dy, height), 1);
    const both = wrap(dx, width) === 0 ? rows : tf.gather(rows, sources(dx, width), 2);
    return both === image ? tf.clone(image) : both;
  });
}

function sources(offset: number, size: number): tf.Tensor1D {
  return tf.tensor1d(
    Int32Array.from({ length: size }, (_, i) => wrap(i - offset, size)),
    'int32',
  );
}

function wrap(value: number, size: number): number {
  return ((value % size) + size) % size;
}
