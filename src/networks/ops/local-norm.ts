import * as tf from '@tensorflow/tfjs-core';
import type { NodeOf } from '../graph/graph';
import { readsOnce } from '../graph/layer-work';
import type { Op, OpContext } from './op';

/** Local response normalisation over neighbouring channels, as AlexNet had it; Krizhevsky et al. 2012. */
export const localNorm: Op<'localNorm'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward(node, [x], context) {
    if (!x) throw new Error('localNorm takes one input');
    return tf.mul(x, tf.pow(divisor(node, x, context), -node.beta));
  },

  vjp({ node, input, dy, context }) {
    const x = input(0);
    const d = divisor(node, x, context);
    const own = tf.mul(dy, tf.pow(d, -node.beta));
    const through = tf.mul(tf.mul(dy, x), tf.pow(d, -node.beta - 1));
    const spread = neighbours(node, through, context, true);
    return [tf.sub(own, tf.mul(tf.mul(x, spread), (2 * node.alpha * node.beta) / node.size))];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};

function divisor(node: NodeOf<'localNorm'>, x: tf.Tensor, context: OpContext): tf.Tensor {
  const sums = neighbours(node, tf.square(x), context, false);
  return tf.add(tf.mul(sums, node.alpha / node.size), node.bias);
}

/** For each channel the sum of those `size` around it: a product with a band of ones. */
function neighbours(
  { id, size }: NodeOf<'localNorm'>,
  x: tf.Tensor,
  context: OpContext,
  transposed: boolean,
): tf.Tensor {
  const channels = x.shape.at(-1) ?? 1;
  const before = Math.floor((size - 1) / 2);
  const band = context.prepared(`band:${id}`, () => {
    const values = new Float32Array(channels * channels);
    for (let c = 0; c < channels; c++) {
      const end = Math.min(channels, c - before + size);
      for (let from = Math.max(0, c - before); from < end; from++) values[from * channels + c] = 1;
    }
    return tf.tensor2d(values, [channels, channels]);
  });
  const rows = tf.reshape<tf.Rank.R2>(x, [-1, channels]);
  return tf.reshape(tf.matMul(rows, band as tf.Tensor2D, false, transposed), x.shape);
}
