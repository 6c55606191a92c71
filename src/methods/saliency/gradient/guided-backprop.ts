import * as tf from '@tensorflow/tfjs-core';
import { reduceChannels } from '../../../core/maps/map-statistics';
import { linf } from '../../../tensors/norms';
import { readBack } from '../../../tensors/read-back';
import { roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { aimedBackward } from './aimed-backward';
import { GUIDED_BACKPROP, type GuidedBackpropParams } from './guided-backprop.params';
import { onlyFrame } from '../perturbation/seen-picture';

/**
 * One frame: the map `max over c of |r|`, where r is what comes back through every ReLU under the chosen rule, and r itself,
 * in z-score space. Where nothing comes back the scalar `zeroGradient` is 1. https://arxiv.org/abs/1412.6806
 */
export const guidedBackprop: Method<GuidedBackpropParams> = {
  ...GUIDED_BACKPROP,

  async *run(network, x, context) {
    const picture = requirePicture(GUIDED_BACKPROP, x);
    await context.checkpoint(0);
    const { target, gradientScale: scale } = context;
    const { objective, rule } = context.params();

    const read = await readBack(() => {
      const trace = network.forward(picture);
      try {
        const back = aimedBackward(network, trace, { objective, target, scale }, { relu: rule });
        return { back: back.input, logits: tf.clone(trace.logits), bytes: roundToBytes(picture) };
      } finally {
        trace.dispose();
      }
    });
    const back = read.back.map((value) => value / scale);

    yield onlyFrame(network, read, picture, target, {
      attribution: reduceChannels(back, 'max'),
      gradient: back,
      scalars: linf(back) > 0 ? {} : { zeroGradient: 1 },
    });
  },
};
