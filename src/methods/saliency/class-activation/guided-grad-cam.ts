import { reduceChannels } from '../../../core/maps/map-statistics';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { aimedBackward } from '../gradient/aimed-backward';
import { readClassActivation } from './class-activation';
import type { GradCamParams } from './grad-cam.params';
import { GUIDED_GRAD_CAM } from './guided-grad-cam.params';
import { onlyFrame } from '../perturbation/seen-picture';

/**
 * One frame: guided backpropagation times the stretched Grad-CAM map, pixel by pixel, and the signed product behind it.
 * Scalars as those of Grad-CAM. https://arxiv.org/abs/1610.02391
 */
export const guidedGradCam: Method<GradCamParams> = {
  ...GUIDED_GRAD_CAM,

  async *run(network, x, context) {
    const picture = requirePicture(GUIDED_GRAD_CAM, x);
    await context.checkpoint(0);
    const { target, gradientScale: scale } = context;
    const { objective, depth } = context.params();
    const aim = { objective, target, scale };
    const { read, map, scalars } = await readClassActivation(network, picture, aim, depth, (trace) => ({
      guided: aimedBackward(network, trace, aim, { relu: 'guided' }).input,
    }));
    const product = read.guided.map((value, i) => (value / scale) * (map[Math.floor(i / 3)] as number));

    yield onlyFrame(network, read, picture, target, {
      attribution: reduceChannels(product, 'max'),
      gradient: product,
      scalars,
    });
  },
};
