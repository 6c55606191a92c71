import { readsOnce } from '../graph/layer-work';
import { activate, activationGradient, numbersOf } from '../kernels/activation/activation';
import { ACTIVATION_FUNCTIONS } from '../kernels/activation/activation-functions';
import type { Op } from './op';

/** A function of each value: SiLU, GELU and their like. */
export const activation: Op<'activation'> = {
  places: 'finished',
  nonNegative(node) {
    const [low, high] = numbersOf(node);
    if (node.function === 'clip') return low >= 0 ? 'always' : high >= 0 ? 'kept' : 'no';
    return ACTIVATION_FUNCTIONS[node.function].nonNegative;
  },

  forward(node, [x]) {
    if (!x) throw new Error('activation takes one input');
    return activate(x, node);
  },
  vjp({ node, input, dy }) {
    return [activationGradient(dy, input(0), node)];
  },

  shape: (_node, [x = []]) => x,
  work: readsOnce,
};
