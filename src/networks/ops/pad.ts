import * as tf from '@tensorflow/tfjs-core';
import { unsupportedModel } from '../graph/failures';
import { readsOnce } from '../graph/layer-work';
import { alongAxis } from './along-axis';
import type { Op } from './op';
import { phrase } from '../../words/say';

/** A constant before and after a value along one axis, counted without the batch. */
export const pad: Op<'pad'> = {
  places: 'finished',
  nonNegative: ({ value }) => (value >= 0 ? 'kept' : 'no'),

  forward({ axis, before, after, value }, [x]) {
    if (!x) throw new Error('pad takes one input');
    return alongAxis(x, axis, (flat) =>
      tf.pad(
        flat,
        [
          [0, 0],
          [before, after],
          [0, 0],
        ],
        value,
      ),
    );
  },
  vjp({ node: { axis, before }, input, dy }) {
    const size = input(0).shape[axis + 1] ?? 0;
    return [alongAxis(dy, axis, (flat) => tf.slice(flat, [0, before, 0], [-1, size, -1]))];
  },

  shape(node, [x = []]) {
    const { axis, before, after } = node;
    const sane = [before, after].every((side) => Number.isInteger(side) && side >= 0) && axis < x.length;
    if (sane) return x.map((side, at) => (at === axis ? side + before + after : side));
    throw unsupportedModel(
      phrase('{id} pads axis {axis} by {before} and {after}.', { id: node.id, axis, before, after }),
    );
  },
  work: readsOnce,
};
