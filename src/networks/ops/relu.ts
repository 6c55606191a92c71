import * as tf from '@tensorflow/tfjs-core';
import type { Op } from './op';
import { rectifierGradient } from '../kernels/rectifier/rectifier-gradient';

export const relu: Op<'relu'> = {
  forward(_node, [x]) {
    if (!x) throw new Error('relu takes one input');
    return tf.relu(x);
  },
  vjp({ dy, output, relu: rule }) {
    return [rectifierGradient(dy, output(), { rule, ceiling: Infinity, offset: 0 })];
  },
};
