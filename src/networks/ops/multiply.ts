import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import { repeatedAxes, scaledOver, sumOver } from '../kernels/channels/channels';
import { expectBroadcast, summedTo } from './broadcast';
import type { Op } from './op';

/** Element-wise product of two values; the second broadcasts to the shape of the first, as the gates of squeeze and excitation do. */
export const multiply: Op<'multiply'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward(_node, [x, y]) {
    if (!x || !y) throw new Error('multiply takes two inputs');
    const axes = repeatedAxes(y.shape, x.shape);
    return axes ? scaledOver(x, y, axes) : tf.mul(x, y);
  },
  vjp({ input, dy }) {
    const [x, y] = [input(0), input(1)];
    const axes = repeatedAxes(y.shape, x.shape);
    return axes
      ? [scaledOver(dy, y, axes), sumOver(dy, axes, { other: x })]
      : [tf.mul(dy, y), summedTo(tf.mul(dy, x), y.shape)];
  },

  shape: expectBroadcast,
  work: readsOnce,
};
