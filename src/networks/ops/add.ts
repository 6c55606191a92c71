import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { readsOnce } from '../graph/layer-work';
import { mismatch } from '../graph/shape-checks';
import type { Op } from './op';

/** Element-wise sum of two or more values of one shape. */
export const add: Op<'add'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward(_node, [first, ...rest]) {
    if (!first) throw new Error('add takes at least one input');
    return rest.reduce((sum, x) => tf.add(sum, x), alias(first));
  },
  vjp({ node, dy }) {
    return node.inputs.map(() => alias(dy));
  },

  shape(node, inputs) {
    const [x = []] = inputs;
    const misfit = inputs.find((other) => other.join() !== x.join());
    if (misfit) throw mismatch(node, x, misfit);
    return x;
  },
  work: readsOnce,
};
