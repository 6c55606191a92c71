import * as tf from '@tensorflow/tfjs-core';
import { readsOnce } from '../graph/layer-work';
import { rectifierGradient } from '../kernels/rectifier/rectifier-gradient';
import type { Op } from './op';

const CEILING = 6;

/** `min(max(x, 0), 6)`; closed both below 0 and above 6. */
export const relu6: Op<'relu6'> = {
  places: 'finished',
  nonNegative: 'always',
  rectifier: { activation: 'relu6', ceiling: CEILING },

  forward(_node, [x]) {
    if (!x) throw new Error('relu6 takes one input');
    return tf.relu6(x);
  },
  vjp({ dy, output, relu: rule }) {
    return [rectifierGradient(dy, output(), { rule, ceiling: CEILING, offset: 0 })];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
