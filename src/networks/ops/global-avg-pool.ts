import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import { expectMap } from '../graph/shape-checks';
import type { Op } from './op';

/** Mean over the whole map: `[N, H, W, C]` to `[N, 1, 1, C]`. */
export const globalAvgPool: Op<'globalAvgPool'> = {
  places: 'lost',
  nonNegative: 'kept',

  forward(_node, [x]) {
    if (!x) throw new Error('globalAvgPool takes one input');
    return tf.mean(x, [1, 2], true);
  },

  /** Spreads `dy` over the map as a product with a column of `1 / area`: several times quicker on WASM than tiling it. */
  vjp({ input, dy }) {
    const { shape } = input(0);
    const [n = 1, height = 1, width = 1, channels = 1] = shape;
    const area = height * width;
    const column = tf.fill([n, area, 1], 1 / area);
    return [tf.reshape(tf.matMul(column, tf.reshape(dy, [n, 1, channels])), shape)];
  },

  shape(node, [x = []]) {
    expectMap(node, x);
    return [1, 1, x[2] ?? 0];
  },
  work: readsOnce,
};
