import * as tf from '@tensorflow/tfjs-core';
import { unsupportedModel } from '../graph/failures';
import { readsOnce } from '../graph/layer-work';
import { alongAxis } from './along-axis';
import type { Op } from './op';
import { phrase } from '../../words/say';

/** `size` entries from `start` on along one axis, counted without the batch. */
export const slice: Op<'slice'> = {
  places: 'moved',
  nonNegative: 'kept',

  forward({ axis, start, size }, [x]) {
    if (!x) throw new Error('slice takes one input');
    return alongAxis(x, axis, (flat) => tf.slice(flat, [0, start, 0], [-1, size, -1]));
  },
  vjp({ node: { axis, start, size }, input, dy }) {
    const after = (input(0).shape[axis + 1] ?? 0) - start - size;
    return [
      alongAxis(dy, axis, (flat) =>
        tf.pad(flat, [
          [0, 0],
          [start, after],
          [0, 0],
        ]),
      ),
    ];
  },

  shape(node, [x = []]) {
    const { axis, start, size } = node;
    const length = x[axis] ?? 0;
    if (start >= 0 && size > 0 && start + size <= length)
      return x.map((side, at) => (at === axis ? size : side));
    throw unsupportedModel(
      phrase('{id} takes {size} from {start} on of {length}.', { id: node.id, size, start, length }),
    );
  },
  work: readsOnce,
};
