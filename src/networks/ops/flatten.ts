import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../graph/shapes';
import type { Op } from './op';

/** `[N, ...]` to `[N, product]`, in NHWC order. */
export const flatten: Op<'flatten'> = {
  places: 'lost',
  nonNegative: 'kept',

  forward(_node, [x]) {
    if (!x) throw new Error('flatten takes one input');
    return tf.reshape(x, [x.shape[0], x.shape.slice(1).reduce((a, b) => a * b, 1)]);
  },
  vjp({ input, dy }) {
    return [tf.reshape(dy, input(0).shape)];
  },

  shape: (_node, [x = []]) => [sizeOf(x)],
  work: 'view',
};
