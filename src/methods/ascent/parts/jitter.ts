import type { Random } from '../../../core/random/random';
import { roll } from '../../../networks/kernels/picture/roll';
import type { Transform } from '../ascent';

/** The picture rolled right and down by 0 to `pixels` pixels each, drawn when this is called. */
export function jitter(pixels: number, random: Random): Transform {
  const dx = random.integer(0, pixels);
  const dy = random.integer(0, pixels);
  return {
    offset: { dx, dy },
    apply: (x) => roll(x, dx, dy),
    pullBack: (gradient) => roll(gradient, -dx, -dy),
  };
}
