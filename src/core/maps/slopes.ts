import type { Random } from '../random/random';
import { shuffled } from '../random/shuffled';
import { STD } from '../pictures/imagenet-colours';
import type { CurvePoint } from '../statistics/area-under-curve';

/** How a score answers to each colour value: `[H, W, 3]`, in logits per grey level. */
export type Slopes = Float32Array<ArrayBuffer>;

/** The slopes of a gradient in z-scores: a grey level is 1 / (255 σ) of one. */
export function slopesOf(gradient: Float32Array): Slopes {
  return gradient.map((value, place) => value / (255 * (STD[place % 3] ?? 1)));
}

/** Points of a curve, enough for a smooth line. */
const POINTS = 96;

/** How many small shares add up, in an order drawn at random: `x` of them added, `y` their sum. */
export function addedUp(shares: Float32Array, random: Random): CurvePoint[] {
  const order = shuffled(
    Array.from(shares, (_, place) => place),
    random,
  );
  const points: CurvePoint[] = [{ x: 0, y: 0 }];
  let sum = 0;
  for (const [done, place] of order.entries()) {
    sum += shares[place] as number;
    if ((done + 1) % Math.ceil(order.length / POINTS) === 0 || done + 1 === order.length)
      points.push({ x: done + 1, y: sum });
  }
  return points;
}
