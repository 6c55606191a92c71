import * as tf from '@tensorflow/tfjs-core';
import type { NodeOf } from '../graph/graph';
import type { Op, OpContext } from './op';

/** Batch normalisation with frozen statistics, which is one affine map a channel. */
export const batchNorm: Op<'batchNorm'> = {
  forward(node, [x], context) {
    if (!x) throw new Error('batchNorm takes one input');
    const shift = context.prepared(`shift:${node.id}`, () =>
      tf.sub(context.weight(node.offset), tf.mul(context.weight(node.mean), slope(node, context))),
    );
    return tf.add(tf.mul(x, slope(node, context)), shift);
  },
  vjp({ node, dy, context }) {
    return [tf.mul(dy, slope(node, context))];
  },
};

function slope(node: NodeOf<'batchNorm'>, context: OpContext): tf.Tensor {
  return context.prepared(`slope:${node.id}`, () =>
    tf.div(context.weight(node.scale), tf.sqrt(tf.add(context.weight(node.variance), node.epsilon))),
  );
}
