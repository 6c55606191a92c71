import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import { rectifierGradient } from '../kernels/rectifier/rectifier-gradient';
import type { Op } from './op';

const CEILING = Infinity;

/** `max(x, 0)`. */
export const relu: Op<'relu'> = {
  places: 'finished',
  nonNegative: 'always',
  rectifier: { activation: 'relu', ceiling: CEILING },

  forward(_node, [x]) {
    if (!x) throw new Error('relu takes one input');
    return tf.relu(x);
  },
  vjp({ dy, output, relu: rule }) {
    return [rectifierGradient(dy, output(), { rule, ceiling: CEILING, offset: 0 })];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
