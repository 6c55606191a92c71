import * as tf from '@tensorflow/tfjs-core';

/**
 * `image` `[N, H, W, C]` rolled `dx` pixels to the right and `dy` down; what leaves at one edge enters at the other.
 * Rolling by `(-dx, -dy)` undoes it exactly. Caller disposes.
 *
 * A window of the image's own size slides over two copies laid side by side: every shape is fixed and the offset is where
 * the window starts, which WebGL takes as a uniform, so no offset compiles a shader of its own. Rows are rolled whole and
 * columns as runs within them: WASM copies a slice run by run.
 */
export function roll(image: tf.Tensor4D, dx: number, dy: number): tf.Tensor4D {
  const [batch, height, width, channels] = image.shape;
  return tf.tidy(() => {
    const rows = tf.reshape(image, [batch, height, width * channels]);
    const rolled = rollAxis(rows, height, dy);
    const runs = tf.reshape(rolled, [batch * height, width * channels]);
    return tf.reshape(rollAxis(runs, width, dx), image.shape);
  });
}

/** `x` rolled along axis 1, which holds `size` equal parts, by so many of them. */
function rollAxis(x: tf.Tensor, size: number, offset: number): tf.Tensor {
  const begin = x.shape.map(() => 0);
  begin[1] = (((-offset % size) + size) % size) * ((x.shape[1] ?? 0) / size);
  return tf.slice(tf.concat([x, x], 1), begin, x.shape);
}
