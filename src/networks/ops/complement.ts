import * as tf from '@tensorflow/tfjs-core';
import { unsupportedModel } from '../graph/failures';
import { readsOnce } from '../graph/layer-work';
import type { Op } from './op';
import { phrase } from '../../words/say';

/** Both sides of a two-sided answer, `[N, 1]` to `[N, 2]`: the log-odds z of a class, and those of its complement, -z. */
export const complement: Op<'complement'> = {
  places: 'lost',
  nonNegative: 'no',

  forward(_node, [x]) {
    if (!x) throw new Error('complement takes one input');
    return tf.concat([x, tf.neg(x)], -1);
  },
  vjp({ dy }) {
    const [own, other] = tf.split(dy, 2, -1) as [tf.Tensor, tf.Tensor];
    return [tf.sub(own, other)];
  },

  shape(node, [x = []]) {
    if (x.join() !== '1')
      throw unsupportedModel(
        phrase('{id}: expected a single value, got [{x}].', { id: node.id, x: x.join(', ') }),
      );
    return [2];
  },
  work: readsOnce,
};
