import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { mismatch } from '../graph/shape-checks';
import { repeatedAxes, sumOver } from '../kernels/channels/channels';
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
  const run = repeatedAxes(shape, dy.shape);
  if (run) return sumOver(dy, run);
  const axes = shape.flatMap((side, axis) => (side === 1 && dy.shape[axis] !== 1 ? [axis] : []));
  return axes.length > 0 ? tf.sum(dy, axes, true) : alias(dy);
}
