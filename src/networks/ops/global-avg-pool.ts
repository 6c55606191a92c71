import * as tf from '@tensorflow/tfjs-core';
import type { Op } from './op';

/** Mean over the whole map: `[N, H, W, C]` to `[N, 1, 1, C]`. */
export const globalAvgPool: Op<'globalAvgPool'> = {
  forward(_node, [x]) {
    if (!x) throw new Error('globalAvgPool takes one input');
    return tf.mean(x, [1, 2], true);
  },
  vjp({ input, dy }) {
    const [, height = 1, width = 1] = input(0).shape;
    return [tf.tile(tf.div(dy, height * width), [1, height, width, 1])];
  },
};
