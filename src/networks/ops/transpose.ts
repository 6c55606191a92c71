import * as tf from '@tensorflow/tfjs-core';
import { mismatch } from '../graph/shape-checks';
import { readsOnce } from '../graph/layer-work';
import type { Op } from './op';

/** Axes in another order, the batch's left out and first: axis i of the result is axis `order[i]`. */
export const transpose: Op<'transpose'> = {
  places: 'moved',
  nonNegative: 'kept',

  forward({ order }, [x]) {
    if (!x) throw new Error('transpose takes one input');
    return tf.transpose(x, [0, ...order.map((axis) => axis + 1)]);
  },
  vjp({ node, dy }) {
    const back = node.order.map((_, axis) => node.order.indexOf(axis) + 1);
    return [tf.transpose(dy, [0, ...back])];
  },

  shape(node, [x = []]) {
    if ([...node.order].toSorted((a, b) => a - b).join() !== [...x.keys()].join())
      throw mismatch(node, x, node.order);
    return node.order.map((axis) => x[axis] ?? 0);
  },
  work: readsOnce,
};
