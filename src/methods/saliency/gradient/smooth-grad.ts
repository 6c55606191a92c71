import * as tf from '@tensorflow/tfjs-core';
import { reduceChannels } from '../../../core/maps/map-statistics';
import { linf } from '../../../tensors/norms';
import { createRunningMoments, type RunningMoments } from '../../../networks/kernels/moments/running-moments';
import { createNoisyCopies } from '../../../networks/kernels/noise/noisy-copies';
import { readBack } from '../../../tensors/read-back';
import type { Method } from '../../method';
import { objectiveGradient } from '../../objective-gradient';
import { requirePicture } from '../../require-picture';
import { refine } from '../perturbation/refine';
import { seePicture } from '../perturbation/seen-picture';
import { SMOOTH_GRAD, type SmoothGradParams } from './smooth-grad.params';

/**
 * The average gradient over noisy copies of the picture, refined copy by copy; absolute values and the maximum over
 * channels are taken after averaging. Noise is drawn in order of the samples, whatever the batch, and copies are not
 * clamped. Squares and variances carry no sign. Scalars: `sigma` (z-score units, of what the network reads), `samples`. https://arxiv.org/abs/1706.03825
 */
export const smoothGrad: Method<SmoothGradParams> = {
  ...SMOOTH_GRAD,

  async *run(network, x, context) {
    const picture = requirePicture(SMOOTH_GRAD, x);
    const { target, random, gradientScale: scale } = context;
    const { objective, samples, noise, batch: asked } = context.params();
    const batch = await context.atOnce(asked, 'gradient');
    const seen = await seePicture(network, picture, target);
    const sigma = (noise / 100) * (seen.highest - seen.lowest);
    const [, ...shape] = picture.shape;
    // A network that sees in grey reads the mean of three colours: noise drawn for each comes to a third of its variance there.
    const spread = network.graph.input.grey ? sigma * Math.sqrt(3) : sigma;
    const noisyCopies = createNoisyCopies(picture);
    const moments = createRunningMoments(shape);
    // Half the scale goes into each factor of a square, so that half precision neither under- nor overflows.
    const half = Math.sqrt(scale);

    try {
      yield* refine(context, {
        total: () => samples,
        batch,
        advance: (_, count) =>
          tf.tidy(() => {
            // As many rows as always: a smaller last batch would be other shaders.
            const copies = noisyCopies({ random, sigma: spread, batch, rows: count });
            const { gradient } = objectiveGradient(network, copies, { objective, target, scale });
            moments.add(half === 1 ? gradient : tf.div(gradient, half), count);
          }),
        show: async (step) => {
          const { average } = context.params();
          const { values, largest } = await readBack(() => ({
            values: averageOf(moments, average),
            largest: tf.max(moments.meanOfSquares()),
          }));
          const divisor = average === 'mean' ? half : scale;
          const gradient = values.map((value) => value / divisor);
          return seen.frame(step, samples, {
            attribution: reduceChannels(gradient, 'max'),
            gradient,
            scalars: { sigma, samples: step, ...(linf(largest) > 0 ? {} : { zeroGradient: 1 }) },
          });
        },
      });
    } finally {
      moments.dispose();
    }
  },
};

function averageOf(moments: RunningMoments, average: SmoothGradParams['average']): tf.Tensor {
  if (average === 'squares') return moments.meanOfSquares();
  return average === 'variance' ? moments.variance() : moments.mean();
}
