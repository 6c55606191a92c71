import * as tf from '@tensorflow/tfjs-core';
import type { NodeOf } from '../graph/graph';
import { readsOnce } from '../graph/layer-work';
import { expectChannels, expectWeight } from '../graph/shape-checks';
import type { Op, OpContext } from './op';

/** Batch normalisation with frozen statistics, which is one affine map a channel. */
export const batchNorm: Op<'batchNorm'> = {
  places: 'finished',
  nonNegative: 'no',

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

  shape(node, [x = []], weight) {
    for (const name of [node.scale, node.offset, node.mean, node.variance]) {
      expectChannels(node, x, weight(name)[0] ?? 0);
      expectWeight(node, name, weight(name), weight(node.scale));
    }
    return x;
  },
  work: readsOnce,
};

function slope(node: NodeOf<'batchNorm'>, context: OpContext): tf.Tensor {
  return context.prepared(`slope:${node.id}`, () =>
    tf.div(context.weight(node.scale), tf.sqrt(tf.add(context.weight(node.variance), node.epsilon))),
  );
}
