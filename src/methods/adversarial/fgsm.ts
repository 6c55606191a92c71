import { clampToPicture } from '../../networks/kernels/picture/clamp';
import { ascend } from '../ascent/ascend';
import { signStep } from '../ascent/parts/sign-step';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { attackOn } from './attack';
import { seenBeside } from './seen-beside';
import { FGSM, type FgsmParams } from './fgsm.params';
import { drawCopies } from './through/draw-copies';

/**
 * One step `x <- clip(x +- epsilon * sign(g))`, `epsilon` in grey levels, up the objective of the class or down it; a picture
 * that fools already takes none. https://arxiv.org/abs/1412.6572
 */
export const fgsm: Method<FgsmParams> = {
  ...FGSM,

  async *run(network, picture, context) {
    const start = requirePicture(FGSM, picture);
    const { aim } = context.params();
    const [height, width] = network.graph.input.size;
    const beside = seenBeside(network, context);
    const attack = await attackOn(start, network, context.target, { aim, beside });
    const up = aim === 'towards' ? 1 : -1;
    yield* ascend(
      network,
      // Its one step is the whole attack: nothing may end it halfway.
      { ...context, params: () => ({ ...context.params(), stopRule: 'rounded' as const, confidence: 1 }) },
      {
        ...attack,
        objective: ({ objective }) => objective,
        steps: () => 1,
        parts: ({ epsilon, copies, through }) => ({
          optimiser: signStep(up * epsilon),
          copies: drawCopies({ copies, through }, { width, height }, context.random),
          projections: [clampToPicture],
        }),
      },
    );
  },
};
