import * as tf from '@tensorflow/tfjs-core';
import type { Op } from './op';
import { rectifierGradient } from './relu';

/** `min(max(x, 0), 6)`; closed both below 0 and above 6. */
export const relu6: Op<'relu6'> = {
  forward(_node, [x]) {
    if (!x) throw new Error('relu6 takes one input');
    return tf.relu6(x);
  },
  vjp({ dy, output, relu: rule }) {
    const y = output();
    return [rectifierGradient(dy, rule, () => tf.mul(tf.step(y), tf.step(tf.sub(6, y))))];
  },
};
