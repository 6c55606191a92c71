import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import type { Op } from './op';

/** Mean or largest along the last axis, which stays, 1 long. Of several that are largest each takes an equal share back. */
export const reduce: Op<'reduce'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward({ by }, [x]) {
    if (!x) throw new Error('reduce takes one input');
    return by === 'mean' ? tf.mean(x, -1, true) : tf.max(x, -1, true);
  },
  vjp({ node, input, output, dy }) {
    const x = input(0);
    if (node.by === 'mean') return [tf.mul(tf.onesLike(x), tf.div(dy, x.shape.at(-1) ?? 1))];
    const won = tf.cast(tf.equal(x, output()), 'float32');
    return [tf.mul(won, tf.div(dy, tf.sum(won, -1, true)))];
  },

  shape: (_node, [x = []]) => [...x.slice(0, -1), 1],
  work: readsOnce,
};
