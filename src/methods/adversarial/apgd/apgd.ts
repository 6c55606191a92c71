import type * as tf from '@tensorflow/tfjs-core';
import { rivalOf } from '../../../core/statistics/answers';
import type { Network } from '../../../networks/executor/network';
import { clampToPicture } from '../../../networks/kernels/picture/clamp';
import { objectiveValue, type Objective, type TargetedDlr } from '../../../tensors/objective';
import { readBack } from '../../../tensors/read-back';
import { ascend } from '../../ascent/ascend';
import type { Beside, Projection } from '../../ascent/ascent';
import type { FoolingInfo } from '../../catalog/method-info';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { attackOn } from '../attack';
import { BALLS } from '../ball';
import { seenBeside } from '../seen-beside';
import { drawCopies } from '../through/draw-copies';
import { APGD_CE, APGD_DLR, type ApgdParams } from './apgd.params';
import { autoSteps } from './auto-steps';

/** What is raised towards a class, or lowered away from it. */
type Loss = (
  network: Network,
  photo: tf.Tensor4D,
  target: number,
  aim: ApgdParams['aim'],
) => Promise<Objective | TargetedDlr>;

interface BesideByLoss extends Beside {
  readonly objective: Objective | TargetedDlr;
}

/**
 * Auto-PGD: projected gradient steps with momentum, whose size is halved where they no longer help. Each start lies at the edge
 * of the ball; going to the next one counts as a step, and so does going to the best point of all at the end. With copies both
 * gradient and loss are the mean over the picture and those drawn for the step. Departs from the paper
 * only in ending at the first picture that fools, where the stop rule says so. https://arxiv.org/abs/2003.01690
 */
function autoPgd(info: FoolingInfo<ApgdParams>, lossOf: Loss): Method<ApgdParams> {
  return {
    ...info,

    async *run(network, picture, context) {
      const photo = requirePicture(info, picture);
      const { target, random } = context;
      const { aim, norm, steps, restarts, copies, through, ...params } = context.params();
      const [height, width] = network.graph.input.size;
      const epsilon = norm === 'linf' ? params.epsilon : params.length;
      const up = aim === 'towards' ? 1 : -1;
      const objective = await lossOf(network, photo, target, aim);
      const ball = BALLS[norm];
      const drawn: Projection = () => clampToPicture(ball.drawAtEdge(photo, epsilon, random));
      const beside = await besideBy(lossOf, seenBeside(network, context), photo, aim);
      const attack = await attackOn<ApgdParams>(photo, network, target, { aim, first: drawn, beside });
      const own = (logits: Float32Array): number =>
        objectiveValue(objective, logits, target, network.graph.output.kind);
      const auto = autoSteps({
        ball,
        photo,
        epsilon,
        steps,
        up,
        loss(logits, copies, other) {
          const value = [logits, ...copies].reduce((sum, each) => sum + own(each), 0) / (1 + copies.length);
          return up * (beside && other ? (value + valueBeside(beside, other)) / 2 : value);
        },
      });
      const all = restarts * (steps + 1);
      try {
        yield* ascend(network, context, {
          ...attack,
          objective: () => objective,
          steps: () => all,
          parts(_, step) {
            const taken = step % (steps + 1);
            const isOver = taken === steps;
            return {
              optimiser: isOver ? auto.look : auto.step(taken),
              copies: drawCopies({ copies, through }, { width, height }, random),
              projections: [!isOver ? auto.project : step + 1 < all ? drawn : auto.toBest],
            };
          },
        });
      } finally {
        auto.dispose();
      }
    },
  };
}

/** A second network, with what is raised there: DLR looks at what it reads the photo as itself. */
async function besideBy(
  lossOf: Loss,
  beside: Beside | undefined,
  photo: tf.Tensor4D,
  aim: ApgdParams['aim'],
): Promise<BesideByLoss | undefined> {
  if (!beside) return undefined;
  const seen = beside.view?.apply(photo) ?? photo;
  try {
    return { ...beside, objective: await lossOf(beside.network, seen, beside.target, aim) };
  } finally {
    if (seen !== photo) seen.dispose();
  }
}

function valueBeside({ network, target, objective }: BesideByLoss, logits: Float32Array): number {
  return objectiveValue(objective, logits, target, network.graph.output.kind);
}

/** The cross-entropy. */
export const apgdCe = autoPgd(APGD_CE, () => Promise.resolve('log-probability'));

/** The difference of logits ratio; towards a class, from the one that the photo is read as (or its rival, where that is the class itself). */
export const apgdDlr = autoPgd(APGD_DLR, async (network, photo, target, aim) => {
  if (aim === 'away') return 'dlr';
  const { logits } = await readBack(() => ({ logits: network.logits(photo) }));
  const dlrFrom = rivalOf(logits, target, network.graph.output.kind);
  return dlrFrom === null ? 'dlr' : { dlrFrom };
});
