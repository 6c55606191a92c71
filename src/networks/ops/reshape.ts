import * as tf from '@tensorflow/tfjs-core';
import { mismatch } from '../graph/shape-checks';
import { sizeOf } from '../graph/shapes';
import type { Op } from './op';

/** `[N, ...]` to `[N, ...shape]`. */
export const reshape: Op<'reshape'> = {
  places: 'moved',
  nonNegative: 'kept',

  forward(node, [x]) {
    if (!x) throw new Error('reshape takes one input');
    return tf.reshape(x, [x.shape[0], ...node.shape]);
  },
  vjp({ input, dy }) {
    return [tf.reshape(dy, input(0).shape)];
  },

  shape(node, [x = []]) {
    if (sizeOf(node.shape) !== sizeOf(x)) throw mismatch(node, x, node.shape);
    return node.shape;
  },
  work: 'view',
};
