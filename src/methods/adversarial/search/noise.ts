import { NOISE_DRAWS, type NoiseKind } from '../../../core/pictures/noise';
import type { FoolingInfo } from '../../catalog/method-info';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { GAUSSIAN_NOISE, type NoiseParams, UNIFORM_NOISE } from './noise.params';
import { searchByQueries } from './query-search';

/** Noise added to the picture, drawn anew at every query. */
function noiseAttack(info: FoolingInfo<NoiseParams>, kind: NoiseKind): Method<NoiseParams> {
  const draw = NOISE_DRAWS[kind];
  return {
    ...info,
    async *run(network, picture, context) {
      const { random } = context;
      yield* searchByQueries(network, requirePicture(info, picture), context, {
        aim: context.params().aim,
        score: 'margin',
        propose({ photo, params: { strength } }, out) {
          for (let i = 0; i < out.length; i++) out[i] = (photo[i] as number) + strength * draw(random);
        },
      });
    },
  };
}

export const uniformNoise = noiseAttack(UNIFORM_NOISE, 'uniform');
export const gaussianNoise = noiseAttack(GAUSSIAN_NOISE, 'gaussian');
