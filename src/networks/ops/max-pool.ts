import * as tf from '@tensorflow/tfjs-core';
import { readsWindows } from '../graph/layer-work';
import { expectMap, windows } from '../graph/shape-checks';
import { explicitPadding } from '../kernels/explicit-padding';
import { maxPoolGradient } from '../kernels/max-pool/max-pool-gradient';
import type { Op } from './op';

/** Max pooling; padded pixels never win, as if they were minus infinity. */
export const maxPool: Op<'maxPool'> = {
  places: 'passed',
  nonNegative: 'kept',

  forward(node, [x]) {
    if (!x) throw new Error('maxPool takes one input');
    return tf.maxPool(x as tf.Tensor4D, [...node.size], [...node.strides], explicitPadding(node.padding));
  },

  vjp({ node, input, output, dy }) {
    const window = {
      filterSize: [...node.size] as [number, number],
      strides: [...node.strides] as [number, number],
      pad: explicitPadding(node.padding),
    };
    return [maxPoolGradient(dy, input(0), output(), window)];
  },

  shape(node, [x = []]) {
    expectMap(node, x);
    return [...windows(node, x, node.size, [1, 1]), x[2] ?? 0];
  },
  work: readsWindows,
};
