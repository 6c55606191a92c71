import { readsOnce } from '../graph/layer-work';
import { sigmoid as sigmoidOf, sigmoidGradient } from '../kernels/activation/activation';
import type { Op } from './op';

/** `1 / (1 + exp(-x))` of each value. */
export const sigmoid: Op<'sigmoid'> = {
  places: 'finished',
  nonNegative: 'always',

  forward(_node, [x]) {
    if (!x) throw new Error('sigmoid takes one input');
    return sigmoidOf(x);
  },
  vjp({ input, output, dy }) {
    return [sigmoidGradient(dy, () => input(0), output)];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
