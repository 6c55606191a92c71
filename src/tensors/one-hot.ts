import * as tf from '@tensorflow/tfjs-core';

/** Float rows of 0 and one 1. Not `tf.oneHot`: it refuses a single class, and on WASM it writes integer bits into floats. Caller disposes. */
export function oneHot(indices: tf.Tensor1D, classes: number): tf.Tensor2D {
  return tf.tidy(() => {
    const every = tf.range(0, classes, 1, 'int32');
    return tf.cast(tf.equal(every, tf.expandDims(indices, 1)), 'float32');
  });
}

/** One-hot rows of the strongest class that `without` (rows of 0 and 1) does not name: those are first pushed below all others. Caller disposes. */
export function strongestOther(logits: tf.Tensor2D, without: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const spread = tf.add(tf.sub(tf.max(logits), tf.min(logits)), 1);
    const others = tf.sub(logits, tf.mul(without, spread));
    return oneHot(tf.argMax(others, 1), logits.shape[1]);
  });
}
