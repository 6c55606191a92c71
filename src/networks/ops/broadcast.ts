import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { mismatch } from '../graph/shape-checks';
import type { Node } from '../graph/graph';
import type { Shape } from '../graph/shapes';

/** The first shape, where each of the others broadcasts to it: as many axes, each as long or 1. Throws LabError otherwise. */
export function expectBroadcast(node: Node, [first = [], ...others]: readonly Shape[]): Shape {
  const misfit = others.find(
    (other) =>
      other.length !== first.length || other.some((side, axis) => side !== 1 && side !== first[axis]),
  );
  if (misfit) throw mismatch(node, first, misfit);
  return first;
}

/** A gradient summed over the axes along which a value of `shape` was repeated; the gradient itself where there are none. */
export function summedTo(dy: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const axes = shape.flatMap((side, axis) => (side === 1 && dy.shape[axis] !== 1 ? [axis] : []));
  const [first] = axes;
  if (first === undefined) return alias(dy);
  const last = axes.at(-1) ?? first;
  const run = last - first + 1 === axes.length && last < dy.rank - 1;
  if (!run) return tf.sum(dy, axes, true);
  // A product with a row of ones: TF.js on WASM sums over any but the last axis by transposing first.
  const product = (from: number, to: number): number => dy.shape.slice(from, to).reduce((a, b) => a * b, 1);
  const [outer, middle, inner] = [product(0, first), product(first, last + 1), product(last + 1, dy.rank)];
  const ones = tf.ones([outer, 1, middle]);
  return tf.reshape(tf.matMul(ones, tf.reshape(dy, [outer, middle, inner])), [...shape]);
}
