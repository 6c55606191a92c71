import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { readsOnce } from '../graph/layer-work';
import { expectBroadcast, summedTo } from './broadcast';
import type { Op } from './op';

/** Element-wise sum of two or more values; they broadcast to the shape of the first. */
export const add: Op<'add'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward(_node, [first, ...rest]) {
    if (!first) throw new Error('add takes at least one input');
    return rest.reduce((sum, x) => tf.add(sum, x), alias(first));
  },
  vjp({ node, input, dy }) {
    return node.inputs.map((_, i) => summedTo(dy, input(i).shape));
  },

  shape: expectBroadcast,
  work: readsOnce,
};
