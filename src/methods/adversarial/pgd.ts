import type { Size } from '../../core/pictures/size';
import { clampToPicture } from '../../networks/kernels/picture/clamp';
import { ascend } from '../ascent/ascend';
import type { Projection } from '../ascent/ascent';
import type { FoolingInfo } from '../catalog/method-info';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { attackOn } from './attack';
import { type Ball, BALLS } from './ball';
import { PGD_L2, PGD_LINF, type PgdParams } from './pgd.params';
import { seenBeside } from './seen-beside';
import { drawCopies } from './through/draw-copies';

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
      const [height, width] = network.graph.input.size;
      const size: Size = { width, height };
      const up = aim === 'towards' ? 1 : -1;
      const drawn: Projection = () => clampToPicture(ball.drawInside(start, epsilon, context.random));
      const first = randomStart ? drawn : undefined;
      const beside = seenBeside(network, context);
      const attack = await attackOn<PgdParams>(start, network, context.target, { aim, first, beside });
      yield* ascend(network, context, {
        isWhole: true,
        ...attack,
        objective: ({ objective }) => objective,
        steps: ({ steps }) => (randomStart ? (steps + 1) * restarts - 1 : steps),
        parts: ({ stepSize, steps, copies, through }, step) => ({
          optimiser: ball.step(up * stepSize),
          copies: drawCopies({ copies, through }, size, context.random),
          projections:
            randomStart && step % (steps + 1) === steps
              ? [drawn]
              : [(x) => ball.project(x, start, epsilon), clampToPicture],
        }),
      });
    },
  };
}

export const pgdLinf = projectedGradient(PGD_LINF, BALLS.linf);
export const pgdL2 = projectedGradient(PGD_L2, BALLS.l2);
