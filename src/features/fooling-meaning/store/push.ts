import { addedUp, type Slopes } from '../../../core/maps/slopes';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Random } from '../../../core/random/random';
import type { CurvePoint } from '../../../core/statistics/area-under-curve';

/** The picture with every value moved by ε grey levels in its slope's direction, as far as black and white allow. */
export function pushed({ width, height, data }: PixelImage, slopes: Slopes, epsilon: number): PixelImage {
  const moved = data.slice();
  for (const [place, slope] of slopes.entries()) {
    const byte = byteOf(place);
    moved[byte] = (data[byte] as number) + epsilon * Math.sign(slope);
  }
  return { width, height, data: moved };
}

/** The direction itself as a picture: lighter where a value is raised, darker where it is lowered. */
export function direction({ width, height }: PixelImage, slopes: Slopes): PixelImage {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [place, slope] of slopes.entries()) data[byteOf(place)] = 128 + 72 * Math.sign(slope);
  return { width, height, data };
}

/** What the straight line says of a change, w · δ: each value's change times its slope, summed. In logits. */
export function gain(slopes: Slopes, before: PixelImage, after: PixelImage): number {
  let sum = 0;
  for (const [place, slope] of slopes.entries()) {
    const byte = byteOf(place);
    sum += slope * ((after.data[byte] as number) - (before.data[byte] as number));
  }
  return sum;
}

/** The gain of a change as its values come one after another, in an order drawn at random: `x` values changed, `y` in logits. */
export function growth(slopes: Slopes, before: PixelImage, after: PixelImage, random: Random): CurvePoint[] {
  const shares = slopes.map((slope, place) => {
    const byte = byteOf(place);
    return slope * ((after.data[byte] as number) - (before.data[byte] as number));
  });
  return addedUp(shares, random);
}

/** The picture with every value moved by ε grey levels, up or down by the toss of a coin. */
export function scattered({ width, height, data }: PixelImage, epsilon: number, random: Random): PixelImage {
  const moved = data.slice();
  for (let place = 0; place < width * height * 3; place++) {
    const byte = byteOf(place);
    moved[byte] = (data[byte] as number) + (random.uniform() < 0.5 ? -epsilon : epsilon);
  }
  return { width, height, data: moved };
}

/** Where a value of `[H, W, 3]` lies among RGBA bytes. */
function byteOf(place: number): number {
  return 4 * Math.floor(place / 3) + (place % 3);
}
