import type * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random/random';
import { clampToPicture } from '../../networks/kernels/picture/clamp';
import { clampToBall, clampToBox } from '../../tensors/pixel-ball';
import { ascend } from '../ascent/ascend';
import type { Optimiser, Projection } from '../ascent/ascent';
import { pixelStep } from '../ascent/parts/pixel-step';
import { inBall, inBox } from '../ascent/parts/random-point';
import { signStep } from '../ascent/parts/sign-step';
import type { FoolingInfo } from '../catalog/method-info';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { attackOn } from './attack';
import { PGD_L2, PGD_LINF, type PgdParams } from './pgd.params';

/** What a norm makes of an attack, with lengths in grey levels. */
interface Ball {
  /** The step up the slope, or down it where `stepSize` is negative. */
  readonly step: (stepSize: number) => Optimiser;
  /** The nearest point of the ball. */
  readonly project: (z: tf.Tensor4D, centre: tf.Tensor4D, radius: number) => tf.Tensor4D;
  /** A point of the ball drawn at random. */
  readonly draw: (centre: tf.Tensor4D, radius: number, random: Random) => tf.Tensor4D;
}

const LINF: Ball = { step: signStep, project: clampToBox, draw: inBox };
const L2: Ball = { step: pixelStep, project: clampToBall, draw: inBall };

/**
 * Projected gradient steps within a ball around the picture: first into the ball, then into what a picture can be, which
 * keeps both, since the picture at the ball's centre is one. After `steps` steps another start is drawn, where there are any
 * left, and going there counts as a step. A picture that fools already takes none. https://arxiv.org/abs/1706.06083
 */
function projectedGradient(info: FoolingInfo<PgdParams>, ball: Ball): Method<PgdParams> {
  return {
    ...info,

    async *run(network, picture, context) {
      const start = requirePicture(info, picture);
      const { aim, randomStart, restarts, epsilon } = context.params();
      const up = aim === 'towards' ? 1 : -1;
      const drawn: Projection = () => clampToPicture(ball.draw(start, epsilon, context.random));
      const first = randomStart ? drawn : undefined;
      const attack = await attackOn<PgdParams>(start, network, context.target, { aim, first });
      yield* ascend(network, context, {
        ...attack,
        objective: ({ objective }) => objective,
        steps: ({ steps }) => (randomStart ? (steps + 1) * restarts - 1 : steps),
        parts: ({ stepSize, steps }, step) => ({
          optimiser: ball.step(up * stepSize),
          projections:
            randomStart && step % (steps + 1) === steps
              ? [drawn]
              : [(x) => ball.project(x, start, epsilon), clampToPicture],
        }),
      });
    },
  };
}

export const pgdLinf = projectedGradient(PGD_LINF, LINF);
export const pgdL2 = projectedGradient(PGD_L2, L2);
