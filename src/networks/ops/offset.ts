import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { readsOnce } from '../graph/layer-work';
import { expectBroadcast } from './broadcast';
import type { Op } from './op';

/** `x + w` by a weight of as many axes as x has without the batch, each as long or 1: embeddings of places, attention masks. */
export const offset: Op<'offset'> = {
  places: 'finished',
  nonNegative: 'no',

  forward({ weight }, [x], context) {
    if (!x) throw new Error('offset takes one input');
    return tf.add(x, context.weight(weight));
  },
  vjp: ({ dy }) => [alias(dy)],

  shape: (node, [x = []], weight) => expectBroadcast(node, [x, weight(node.weight)]),
  work: readsOnce,
};
