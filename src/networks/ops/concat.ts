import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { readsOnce } from '../graph/layer-work';
import { mismatch } from '../graph/shape-checks';
import type { Op } from './op';

/** Concatenation along the channels, the last axis. */
export const concat: Op<'concat'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward(_node, inputs) {
    return tf.concat([...inputs], -1);
  },
  vjp({ node, input, dy }) {
    if (node.inputs.length === 1) return [alias(dy)];
    const widths = node.inputs.map((_, i) => input(i).shape.at(-1) ?? 0);
    return tf.split(dy, widths, dy.rank - 1);
  },

  shape(node, inputs) {
    const [x = []] = inputs;
    const misfit = inputs.find((other) => other.slice(0, -1).join() !== x.slice(0, -1).join());
    if (misfit) throw mismatch(node, x, misfit);
    return [...x.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
  },
  work: readsOnce,
};
