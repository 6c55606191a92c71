import * as tf from '@tensorflow/tfjs-core';
import { engine } from '@tensorflow/tfjs-core';
import { maxPoolGradientKernel } from './max-pool-gradient';
import { explicitPadding, type Op } from './op';

/** Max pooling; padded pixels never win, as if they were minus infinity. */
export const maxPool: Op<'maxPool'> = {
  forward(node, [x]) {
    if (!x) throw new Error('maxPool takes one input');
    return tf.maxPool(x as tf.Tensor4D, [...node.size], [...node.strides], explicitPadding(node.padding));
  },

  vjp({ node, input, output, dy }) {
    const attributes = {
      filterSize: [...node.size],
      strides: [...node.strides],
      pad: explicitPadding(node.padding),
    };
    return [
      engine().runKernel<tf.Tensor>(
        maxPoolGradientKernel(),
        { dy, input: input(0), output: output() },
        attributes,
      ),
    ];
  },
};
