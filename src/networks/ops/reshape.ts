import * as tf from '@tensorflow/tfjs-core';
import type { Op } from './op';

/** `[N, ...]` to `[N, ...shape]`. */
export const reshape: Op<'reshape'> = {
  forward(node, [x]) {
    if (!x) throw new Error('reshape takes one input');
    return tf.reshape(x, [x.shape[0], ...node.shape]);
  },
  vjp({ input, dy }) {
    return [tf.reshape(dy, input(0).shape)];
  },
};
