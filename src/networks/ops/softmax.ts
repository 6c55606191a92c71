import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import type { Op } from './op';

/** Softmax over the last axis. */
export const softmax: Op<'softmax'> = {
  places: 'lost',
  nonNegative: 'always',

  forward(_node, [x]) {
    if (!x) throw new Error('softmax takes one input');
    return tf.softmax(x);
  },
  vjp({ output, dy }) {
    const y = output();
    return [tf.mul(y, tf.sub(dy, tf.sum(tf.mul(dy, y), -1, true)))];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
