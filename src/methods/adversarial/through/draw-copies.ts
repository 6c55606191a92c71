import type { Size } from '../../../core/pictures/size';
import type { Random } from '../../../core/random/random';
import type { Transform } from '../../ascent/ascent';
import { blurred } from '../../ascent/transforms/blurred';
import { compressed } from '../../ascent/transforms/compressed';
import { brightened, coarsened, noisy } from '../../ascent/transforms/pixel-changes';
import { resized } from '../../ascent/transforms/resized';
import type { ThroughChange, ThroughParams } from './through-rows';

type Draw = (size: Size, random: Random) => Transform;

const from = (random: Random, low: number, high: number): number => low + random.uniform() * (high - low);

/** How each change is drawn, as strong as it may be (`THROUGH` says so to the person). */
const DRAWS: Readonly<Record<Exclude<ThroughChange, 'any'>, Draw>> = {
  resize: (size, random) =>
    resized(size, {
      scale: from(random, 0.85, 1.15),
      right: from(random, -0.1, 0.1) * size.width,
      down: from(random, -0.1, 0.1) * size.height,
    }),
  blur: (size, random) => blurred(size, from(random, 0, 1.5)),
  jpeg: (size, random) => compressed(size, random.integer(40, 95)),
  noise: ({ width, height }, random) => noisy(3 * width * height, from(random, 0, 12), random),
  brightness: (_, random) => brightened(from(random, 0.8, 1.2)),
  'bit-depth': (_, random) => coarsened(2 ** random.integer(2, 6)),
};
const KINDS = Object.keys(DRAWS) as (keyof typeof DRAWS)[];

/** One change for each copy that the next step goes through; of all kinds, each as likely. */
export function drawCopies(
  { copies, through }: ThroughParams,
  size: Size,
  random: Random,
): readonly Transform[] {
  return Array.from({ length: copies }, () => {
    const kind =
      through === 'any' ? (KINDS[random.integer(0, KINDS.length - 1)] as keyof typeof DRAWS) : through;
    return DRAWS[kind](size, random);
  });
}
