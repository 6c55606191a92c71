import * as tf from '@tensorflow/tfjs-core';

/**
 * `image` `[N, H, W, C]` rolled `dx` pixels to the right and `dy` down; what leaves at one edge enters at the other.
 * Rolling by `(-dx, -dy)` undoes it exactly. Caller disposes.
 *
 * A window of the image's own size slides over two copies laid side by side: every shape is fixed and the offset is where
 * the window starts, which WebGL takes as a uniform, so no offset compiles a shader of its own.
 */
export function roll(image: tf.Tensor4D, dx: number, dy: number): tf.Tensor4D {
  return tf.tidy(() => rollAxis(rollAxis(image, 1, dy), 2, dx));
}

function rollAxis(image: tf.Tensor4D, axis: 1 | 2, offset: number): tf.Tensor4D {
  const size = image.shape[axis];
  const begin: [number, number, number, number] = [0, 0, 0, 0];
  begin[axis] = ((-offset % size) + size) % size;
  return tf.slice(tf.concat([image, image], axis), begin, image.shape);
}
