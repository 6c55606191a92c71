import * as tf from '@tensorflow/tfjs-core';

/**
 * What `act` makes of a value seen as `[before, length, after]`, in the value's own shape again: TF.js cuts and pads few axes at
 * a time on some backends. `axis` is counted without the batch.
 */
export function alongAxis(x: tf.Tensor, axis: number, act: (flat: tf.Tensor3D) => tf.Tensor): tf.Tensor {
  const at = axis + 1;
  const product = (sides: readonly number[]): number => sides.reduce((a, b) => a * b, 1);
  const [before, after] = [x.shape.slice(0, at), x.shape.slice(at + 1)];
  const made = act(tf.reshape(x, [product(before), x.shape[at] ?? 1, product(after)]));
  return tf.reshape(made, [...before, made.shape[1] ?? 1, ...after]);
}
