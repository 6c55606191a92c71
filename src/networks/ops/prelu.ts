import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import { expectChannels, expectWeight } from '../graph/shape-checks';
import type { Op } from './op';

/** `x` above 0 and `slope * x` below, a slope for each channel; He et al. 2015, https://arxiv.org/abs/1502.01852 */
export const prelu: Op<'prelu'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward({ slope }, [x], context) {
    if (!x) throw new Error('prelu takes one input');
    return tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), context.weight(slope)));
  },
  vjp({ node, input, dy, context }) {
    const open = tf.step(input(0));
    return [tf.mul(dy, tf.add(open, tf.mul(tf.sub(1, open), context.weight(node.slope))))];
  },

  shape(node, [x = []], weight) {
    expectChannels(node, x, weight(node.slope)[0] ?? 0);
    expectWeight(node, node.slope, weight(node.slope), weight(node.slope));
    return x;
  },
  work: readsOnce,
};
