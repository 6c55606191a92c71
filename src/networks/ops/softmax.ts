import { readsOnce } from '../graph/layer-work';
import { softmax as softmaxOf, softmaxGradient } from '../kernels/rows/softmax';
import type { Op } from './op';

/** Softmax over the last axis. */
export const softmax: Op<'softmax'> = {
  places: 'lost',
  nonNegative: 'always',

  forward(_node, [x]) {
    if (!x) throw new Error('softmax takes one input');
    return softmaxOf(x);
  },
  vjp({ output, dy }) {
    return [softmaxGradient(dy, output())];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
