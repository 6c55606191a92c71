import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import type { Op } from './op';

/** `1 / (1 + exp(-x))` of each value. */
export const sigmoid: Op<'sigmoid'> = {
  places: 'finished',
  nonNegative: 'always',

  forward(_node, [x]) {
    if (!x) throw new Error('sigmoid takes one input');
    return tf.sigmoid(x);
  },
  vjp({ output, dy }) {
    const y = output();
    return [tf.mul(dy, tf.mul(y, tf.sub(1, y)))];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
