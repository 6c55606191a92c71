import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import { expectBroadcast } from './broadcast';
import type { Op } from './op';

/** `x * w` by a weight of as many axes as x has without the batch, each as long or 1. */
export const scale: Op<'scale'> = {
  places: 'finished',
  nonNegative: 'no',

  forward({ weight }, [x], context) {
    if (!x) throw new Error('scale takes one input');
    return tf.mul(x, context.weight(weight));
  },
  vjp: ({ node, dy, context }) => [tf.mul(dy, context.weight(node.weight))],

  shape: (node, [x = []], weight) => expectBroadcast(node, [x, weight(node.weight)]),
  work: readsOnce,
};
