import type * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../core/pictures/size';
import { clampToPicture } from '../../networks/kernels/picture/clamp';
import type { Network } from '../../networks/executor/network';
import { gaussianBlur } from '../../tensors/gaussian-blur';
import { shrinkFactor } from '../../tensors/l2-penalty';
import { ascend } from '../ascent/ascend';
import type { Optimiser, Projection, Regulariser, Transform } from '../ascent/ascent';
import { adamStep, momentumStep, nadamStep } from '../ascent/parts/adaptive-steps';
import { chargedEach, ofEach } from '../ascent/parts/batch';
import { gradientStep } from '../ascent/parts/gradient-step';
import { lengthRegulariser } from '../ascent/parts/length-regulariser';
import { naturalLookRegulariser } from '../ascent/parts/natural-look-regulariser';
import { nearnessRegulariser } from '../ascent/parts/nearness-regulariser';
import { normalisedStep } from '../ascent/parts/normalised-step';
import { totalVariationRegulariser } from '../ascent/parts/total-variation-regulariser';
import type { Method } from '../method';
import { CLASS_VISUALISATION, type ClassVisualisationParams } from './class-visualisation.params';
import { shrinksByPenalty } from './penalty-law';
import { meanStep } from '../ascent/parts/mean-step';
import { createViews } from './random-views';
import { isDreamt } from './octaves.params';
import { objectiveOf } from './visualisation-objective';
import { startOf } from './visualisation-start';

/**
 * Climbs `J(x) - lambda * ||x||^2` from seeded noise or from a picture, in the handouts' order: roll, step, roll back, clamp,
 * blur (at the first step included). The first frame is the start itself, step 0. Departs from the handouts in what is shown:
 * every frame's numbers are computed anew on exactly the 8-bit picture it shows. Other parameters put other parts in their
 * places: what is moved, how steps are taken, what is raised, what is charged for, what the network is shown.
 * https://arxiv.org/abs/1312.6034
 */
export const classVisualisation: Method<ClassVisualisationParams> = {
  ...CLASS_VISUALISATION,

  async *run(network, picture, context) {
    const { random } = context;
    const { parameterisation, photo, dream } = await startOf(
      network,
      { picture, others: context.others },
      context.params(),
      random,
    );
    const views = createViews(random);
    const sizeAt = (params: ClassVisualisationParams, step: number) =>
      dream ? dream.sizes[octaveAt(params, step)] : undefined;
    try {
      yield* ascend(network, context, {
        isWhole: true,
        parameterisation,
        objective: (params) => objectiveOf(network, params),
        regularisers: (params) => charges(params, photo),
        steps: ({ iterations }) => iterations,
        ...(dream && { arrive: (at, params, step) => dream.picture.arrive(at, octaveAt(params, step)) }),
        parts: (params, step) => ({
          transforms: viewsOfEach(params.pictures, () =>
            views.of(params, step, sidesOf(network, sizeAt(params, step))),
          ),
          optimiser: optimiserOf(params, step),
          projections: smoothing(params, step),
        }),
        report: (_, { l2 }, params) =>
          shrinksByPenalty(params)
            ? { shrink: shrinkFactor(params.penalty, params.stepSize, params.lambda, l2 as number) }
            : {},
      });
    } finally {
      views.dispose();
    }
  },
};

/** Where a step stands among the octaves, each of which has as many of the steps; at the last where a class is raised. */
function octaveAt(params: ClassVisualisationParams, step: number): number {
  const { octaves, iterations } = params;
  if (!isDreamt(params)) return octaves - 1;
  return Math.min(octaves - 1, Math.floor((step * octaves) / iterations));
}

/** Views of each of the pictures, drawn for it alone. */
function viewsOfEach(count: number, draw: () => readonly Transform[]): readonly Transform[] {
  if (count === 1) return draw();
  const [first = [], ...others] = Array.from({ length: count }, draw);
  return first.map((own, i) => ofEach([own, ...others.map((views) => views[i] as Transform)]));
}

function sidesOf({ graph }: Network, size: Size | undefined): readonly [number, number] {
  return size ? [size.height, size.width] : graph.input.size;
}

function charges(
  { penalty, lambda, totalVariation, naturalLook, near, pictures }: ClassVisualisationParams,
  photo: tf.Tensor4D | null,
): Regulariser[] {
  const all = [
    lengthRegulariser(penalty, lambda),
    ...(totalVariation > 0 ? [totalVariationRegulariser(totalVariation)] : []),
    ...(naturalLook > 0 ? [naturalLookRegulariser(naturalLook)] : []),
    ...(near > 0 && photo ? [nearnessRegulariser(near, photo)] : []),
  ];
  return pictures === 1 ? all : all.map((one) => chargedEach(one, pictures));
}

function optimiserOf({ optimiser, stepSize }: ClassVisualisationParams, step: number): Optimiser {
  switch (optimiser) {
    case 'gradient':
      return gradientStep(stepSize);
    case 'normalised':
      return normalisedStep(stepSize);
    case 'mean':
      return meanStep(stepSize);
    case 'momentum':
      return momentumStep(stepSize);
    case 'adam':
      return adamStep(stepSize, step);
    case 'nadam':
      return nadamStep(stepSize, step);
    default:
      return optimiser satisfies never;
  }
}

/** Clamped where asked, then blurred where it is the step's turn. */
function smoothing({ clamp, blurEvery, blurSigma }: ClassVisualisationParams, step: number): Projection[] {
  const isBlurred = blurEvery > 0 && step % blurEvery === 0;
  return [
    ...(clamp ? [clampToPicture] : []),
    ...(isBlurred ? [(x: tf.Tensor4D) => gaussianBlur(x, blurSigma)] : []),
  ];
}
