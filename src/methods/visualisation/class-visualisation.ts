import * as tf from '@tensorflow/tfjs-core';
import { clampToPicture } from '../../networks/kernels/picture/clamp';
import { gaussianBlur } from '../../tensors/gaussian-blur';
import { shrinkFactor } from '../../tensors/l2-penalty';
import { ascend } from '../ascent/ascend';
import type { Projection } from '../ascent/ascent';
import { gradientStep } from '../ascent/parts/gradient-step';
import { jitter } from '../ascent/parts/jitter';
import { lengthRegulariser } from '../ascent/parts/length-regulariser';
import { noise } from '../ascent/parts/noise';
import { pixels } from '../ascent/parts/pixels';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { CLASS_VISUALISATION, type ClassVisualisationParams } from './class-visualisation.params';

/**
 * Climbs `J(x) - lambda * ||x||^2` from seeded noise or from a picture, in the handouts' order: roll, step, roll back, clamp,
 * blur (at the first step included). The first frame is the start itself, step 0. Departs from the handouts in what is shown:
 * every frame's numbers are computed anew on exactly the 8-bit picture it shows. https://arxiv.org/abs/1312.6034
 */
export const classVisualisation: Method<ClassVisualisationParams> = {
  ...CLASS_VISUALISATION,

  async *run(network, picture, context) {
    const { random } = context;
    const { start } = context.params();
    yield* ascend(network, context, {
      parameterisation: pixels(() =>
        start === 'image' ? tf.clone(requirePicture(CLASS_VISUALISATION, picture)) : noise(network, random),
      ),
      objective: ({ objective }) => objective,
      regularisers: ({ penalty, lambda }) => [lengthRegulariser(penalty, lambda)],
      steps: ({ iterations }) => iterations,
      parts: (params, step) => ({
        transforms: [jitter(params.jitter, random)],
        optimiser: gradientStep(params.stepSize),
        projections: smoothing(params, step),
      }),
      report: (_, { l2 }, { penalty, stepSize, lambda }) => ({
        shrink: shrinkFactor(penalty, stepSize, lambda, l2 as number),
      }),
    });
  },
};

/** Clamped where asked, then blurred where it is the step's turn. */
function smoothing({ clamp, blurEvery, blurSigma }: ClassVisualisationParams, step: number): Projection[] {
  const isBlurred = blurEvery > 0 && step % blurEvery === 0;
  return [
    ...(clamp ? [clampToPicture] : []),
    ...(isBlurred ? [(x: tf.Tensor4D) => gaussianBlur(x, blurSigma)] : []),
  ];
}
