import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../tensors/alias';
import { readsOnce } from '../graph/layer-work';
import { mismatch } from '../graph/shape-checks';
import type { Op } from './op';

/** Concatenation along one axis, counted without the batch; the channels, the last, where none is said. */
export const concat: Op<'concat'> = {
  places: 'finished',
  nonNegative: 'kept',

  forward({ axis }, inputs) {
    return tf.concat([...inputs], axis === undefined ? -1 : axis + 1);
  },
  vjp({ node, input, dy }) {
    if (node.inputs.length === 1) return [alias(dy)];
    const axis = node.axis === undefined ? dy.rank - 1 : node.axis + 1;
    const widths = node.inputs.map((_, i) => input(i).shape[axis] ?? 0);
    return tf.split(dy, widths, axis);
  },

  shape(node, inputs) {
    const [x = []] = inputs;
    const axis = node.axis ?? x.length - 1;
    const others = (shape: readonly number[]): string =>
      shape.map((side, at) => (at === axis ? '' : side)).join();
    const misfit = inputs.find((other) => others(other) !== others(x));
    if (misfit) throw mismatch(node, x, misfit);
    const length = inputs.reduce((sum, shape) => sum + (shape[axis] ?? 0), 0);
    return x.map((side, at) => (at === axis ? length : side));
  },
  work: readsOnce,
};
