import * as tf from '@tensorflow/tfjs-core';
import { reduceChannels } from '../../../core/maps/map-statistics';
import { linf } from '../../../tensors/norms';
import { readBack } from '../../../tensors/read-back';
import { roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Method } from '../../method';
import { objectiveGradient } from '../../objective-gradient';
import { requirePicture } from '../../require-picture';
import { GRADIENT_X_INPUT, type GradientXInputParams } from './gradient-x-input.params';
import { onlyFrame } from '../perturbation/seen-picture';

/**
 * One frame: the signed map `sum over c of x * dJ / dx`, x in z-score space (0 is mean grey), and the products behind it.
 * Where the gradient is zero everywhere the scalar `zeroGradient` is 1. https://arxiv.org/abs/1605.01713
 */
export const gradientXInput: Method<GradientXInputParams> = {
  ...GRADIENT_X_INPUT,

  async *run(network, x, context) {
    const picture = requirePicture(GRADIENT_X_INPUT, x);
    await context.checkpoint(0);
    const { target, gradientScale: scale } = context;
    const { objective } = context.params();

    const read = await readBack(() => {
      const { gradient, logits } = objectiveGradient(network, picture, { objective, target, scale });
      const largest = tf.max(tf.abs(gradient));
      return { products: tf.mul(gradient, picture), largest, logits, bytes: roundToBytes(picture) };
    });
    const products = read.products.map((value) => value / scale);

    yield onlyFrame(network, read, picture, target, {
      attribution: reduceChannels(products, 'signed-sum'),
      signed: true,
      gradient: products,
      scalars: linf(read.largest) > 0 ? {} : { zeroGradient: 1 },
    });
  },
};
