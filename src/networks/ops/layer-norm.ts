import { readsOnce } from '../graph/layer-work';
import { expectChannels, expectWeight } from '../graph/shape-checks';
import { layerNormalised, layerNormGradient } from '../kernels/layer-norm/layer-norm';
import type { Op } from './op';

/** Layer normalisation over the last axis; Ba, Kiros, Hinton 2016, https://arxiv.org/abs/1607.06450 */
export const layerNorm: Op<'layerNorm'> = {
  places: 'finished',
  nonNegative: 'no',

  forward({ scale, offset, epsilon }, [x], context) {
    if (!x) throw new Error('layerNorm takes one input');
    return layerNormalised(x, context.weight(scale), context.weight(offset), epsilon);
  },
  vjp({ node, input, dy, context }) {
    return [layerNormGradient(dy, input(0), context.weight(node.scale), node.epsilon)];
  },

  shape(node, [x = []], weight) {
    for (const name of [node.scale, node.offset]) {
      expectChannels(node, x, weight(name)[0] ?? 0);
      expectWeight(node, name, weight(name), weight(node.scale));
    }
    return x;
  },
  work: readsOnce,
};
