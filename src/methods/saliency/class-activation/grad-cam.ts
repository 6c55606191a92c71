import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { readClassActivation } from './class-activation';
import { GRAD_CAM, type GradCamParams } from './grad-cam.params';
import { onlyFrame } from '../perturbation/seen-picture';

/**
 * One frame: the map `ReLU(sum over k of alpha_k * A_k)` of one layer, stretched bilinearly, never divided by its largest
 * value. Where nothing speaks for the class it is all zeros and the scalar `noEvidence` is 1. Scalars besides: `depth`,
 * `layerHeight`, `layerWidth`. Throws `bad-parameter` where there is no such layer. https://arxiv.org/abs/1610.02391
 */
export const gradCam: Method<GradCamParams> = {
  ...GRAD_CAM,

  async *run(network, x, context) {
    const picture = requirePicture(GRAD_CAM, x);
    await context.checkpoint(0);
    const { target, gradientScale: scale } = context;
    const { objective, depth } = context.params();
    const { read, map, scalars } = await readClassActivation(
      network,
      picture,
      { objective, target, scale },
      depth,
    );
    yield onlyFrame(network, read, picture, target, { attribution: map, scalars });
  },
};
