import { reduceChannels } from '../../../core/maps/map-statistics';
import { linf } from '../../../tensors/norms';
import { readBack } from '../../../tensors/read-back';
import { roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Method } from '../../method';
import { objectiveGradient } from '../../objective-gradient';
import { requirePicture } from '../../require-picture';
import { onlyFrame } from '../perturbation/seen-picture';
import { VANILLA_GRADIENT, type VanillaGradientParams } from './vanilla-gradient.params';

/**
 * One frame: the map `max over c of |dJ / dx(i, j, c)|` and the gradient behind it, in z-score space. Where the gradient is
 * zero everywhere the map is all zeros and the scalar `zeroGradient` is 1. https://arxiv.org/abs/1312.6034
 */
export const vanillaGradient: Method<VanillaGradientParams> = {
  ...VANILLA_GRADIENT,

  async *run(network, x, context) {
    const picture = requirePicture(VANILLA_GRADIENT, x);
    await context.checkpoint(0);
    const { target, gradientScale: scale } = context;
    const { objective } = context.params();

    const read = await readBack(() => ({
      ...objectiveGradient(network, picture, { objective, target, scale }),
      bytes: roundToBytes(picture),
    }));
    const gradient = read.gradient.map((value) => value / scale);

    yield onlyFrame(network, read, picture, target, {
      attribution: reduceChannels(gradient, 'max'),
      gradient,
      scalars: linf(gradient) > 0 ? {} : { zeroGradient: 1 },
    });
  },
};
