import * as tf from '@tensorflow/tfjs-core';
import type { Op } from './op';
import { rectifierGradient } from '../kernels/rectifier/rectifier-gradient';

/** `min(max(x, 0), 6)`; closed both below 0 and above 6. */
export const relu6: Op<'relu6'> = {
  forward(_node, [x]) {
    if (!x) throw new Error('relu6 takes one input');
    return tf.relu6(x);
  },
  vjp({ dy, output, relu: rule }) {
    return [rectifierGradient(dy, output(), { rule, ceiling: 6, offset: 0 })];
  },
};
