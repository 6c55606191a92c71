import { clampToPicture } from '../../networks/kernels/picture/clamp';
import { ascend } from '../ascent/ascend';
import { normalisedStep } from '../ascent/parts/normalised-step';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { attackOn } from './attack';
import { seenBeside } from './seen-beside';
import { drawCopies } from './through/draw-copies';
import { TARGETED_GRADIENT, type TargetedGradientParams } from './targeted-gradient.params';

/**
 * Steps `x <- x + stepSize * g / ||g||_2` with `g = dJ / dx` until the stop rule holds, checked before each step, so that a
 * picture already read as the target takes none. A zero gradient ends the run with the scalar `zeroGradient` 1. Departs
 * from the courses' handouts by cutting the gradient's peaks, by clamping and by testing the rounded picture, unless the
 * parameters say otherwise.
 * https://arxiv.org/abs/1312.6199
 */
export const targetedGradient: Method<TargetedGradientParams> = {
  ...TARGETED_GRADIENT,

  async *run(network, picture, context) {
    const start = requirePicture(TARGETED_GRADIENT, picture);
    const [height, width] = network.graph.input.size;
    yield* ascend(network, context, {
      isWhole: true,
      ...(await attackOn<TargetedGradientParams>(start, network, context.target, {
        beside: seenBeside(network, context),
      })),
      objective: ({ objective }) => objective,
      steps: ({ maxSteps }) => maxSteps,
      parts: ({ stepSize, divisor, cut, clamp, copies, through }) => ({
        optimiser: normalisedStep(stepSize, divisor, cut),
        copies: drawCopies({ copies, through }, { width, height }, context.random),
        projections: clamp ? [clampToPicture] : [],
      }),
    });
  },
};
