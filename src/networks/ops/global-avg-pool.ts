import { readsOnce } from '../graph/layer-work';
import { expectMap } from '../graph/shape-checks';
import type { Shape } from '../graph/shapes';
import { meanOver, spreadOver } from '../kernels/channels/channels';
import type { Op } from './op';

const PLACES = [1, 2];
const areaOf = ([, height = 1, width = 1]: Shape): number => height * width;

/** Mean over the whole map: `[N, H, W, C]` to `[N, 1, 1, C]`. */
export const globalAvgPool: Op<'globalAvgPool'> = {
  places: 'lost',
  nonNegative: 'kept',

  forward(_node, [x]) {
    if (!x) throw new Error('globalAvgPool takes one input');
    return meanOver(x, PLACES);
  },

  vjp({ input, dy }) {
    const { shape } = input(0);
    return [spreadOver(dy, shape, PLACES, 1 / areaOf(shape))];
  },

  shape(node, [x = []]) {
    expectMap(node, x);
    return [1, 1, x[2] ?? 0];
  },
  work: readsOnce,
};
