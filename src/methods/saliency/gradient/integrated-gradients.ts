import { reduceChannels } from '../../../core/maps/map-statistics';
import { objectiveValue } from '../../../tensors/objective';
import { readBack } from '../../../tensors/read-back';
import { spreadOrder } from '../../../core/maps/spread-order';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { makeBaseline } from './baseline';
import { completeness } from './completeness';
import { INTEGRATED_GRADIENTS, type IntegratedGradientsParams } from './integrated-gradients.params';
import { createPathAttribution, type PathPoint } from './path-attribution';
import { refine } from '../perturbation/refine';
import { seePicture } from '../perturbation/seen-picture';

/** How often a run triples its points by itself. */
const MOST_ROUNDS = 2;

/**
 * Integrated gradients by the midpoint rule, refined point by point. Points are taken in an order that covers the whole way
 * early; where a gap is asked for, n midpoints become 3n, which contain them. Scalars: `completenessGap` (relative to the
 * difference in score, left out where that is 0), `completenessError`, `attributionSum`, `scoreDifference`, `baselineScore`,
 * `samples`. https://arxiv.org/abs/1703.01365
 */
export const integratedGradients: Method<IntegratedGradientsParams> = {
  ...INTEGRATED_GRADIENTS,

  async *run(network, x, context) {
    const picture = requirePicture(INTEGRATED_GRADIENTS, x);
    const { target, random, gradientScale: scale } = context;
    const { baseline: start, steps, blur, objective, batch: asked } = context.params();
    const batch = await context.atOnce(asked, 'gradient');
    const seen = await seePicture(network, picture, target);
    const baseline = makeBaseline(start, picture, { blur, random });
    const aim = { objective, target, scale };
    const path = createPathAttribution(network, { aim, picture, baselines: [baseline], batch });
    const mostPoints = steps * 3 ** MOST_ROUNDS;
    let total = steps;
    let points = midpoints(steps);

    try {
      const { logits } = await readBack(() => ({ logits: network.logits(baseline) }));
      const { kind } = network.graph.output;
      const baselineScore = objectiveValue(objective, logits, target, kind);
      const difference = objectiveValue(objective, seen.logits, target, kind) - baselineScore;

      yield* refine(context, {
        total: () => total,
        batch,
        advance: (done, count) => path.add(points.slice(done, done + count)),
        show: async (step) => {
          const { values } = await readBack(() => ({ values: path.mean() }));
          const gradient = values.map((value) => value / scale);
          const attribution = reduceChannels(gradient, 'signed-sum');
          const { gap, scalars } = completeness(attribution, difference);
          const { tolerance } = context.params();
          if (step === total && tolerance > 0 && gap > tolerance / 100 && total < mostPoints) {
            points = [...points, ...midpointsBetween(total)];
            total *= 3;
          }
          const part = { attribution, signed: true, gradient };
          return seen.frame(step, total, { ...part, scalars: { ...scalars, baselineScore, samples: step } });
        },
      });
    } finally {
      path.dispose();
      baseline.dispose();
    }
  },
};

/** The midpoints of `count` equal parts of [0, 1], spread out. */
function midpoints(count: number): PathPoint[] {
  return spreadOrder(count).map((k) => ({ baseline: 0, fraction: (k + 0.5) / count }));
}

/** The midpoints of `3 * count` parts that are not those of `count` parts. */
function midpointsBetween(count: number): PathPoint[] {
  return spreadOrder(3 * count)
    .filter((k) => k % 3 !== 1)
    .map((k) => ({ baseline: 0, fraction: (k + 0.5) / (3 * count) }));
}
