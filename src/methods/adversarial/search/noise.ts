import type { Random } from '../../../core/random/random';
import type { FoolingInfo } from '../../catalog/method-info';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { GAUSSIAN_NOISE, type NoiseParams, UNIFORM_NOISE } from './noise.params';
import { searchByQueries } from './query-search';

/** Noise added to the picture, drawn anew at every query; `draw` is one value of strength 1. */
function noiseAttack(info: FoolingInfo<NoiseParams>, draw: (random: Random) => number): Method<NoiseParams> {
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

export const uniformNoise = noiseAttack(UNIFORM_NOISE, (random) => 2 * random.uniform() - 1);
export const gaussianNoise = noiseAttack(GAUSSIAN_NOISE, (random) => random.normal());
