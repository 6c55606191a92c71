import { addedUp, type Slopes } from '../../../core/maps/slopes';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Random } from '../../../core/random/random';
import type { CurvePoint } from '../../../core/statistics/area-under-curve';

/** How the small changes of a fooled picture add up, by the slopes of one class's lead over another. */
export interface Sums {
  /** Colour values that changed, and by how many grey levels each on average. */
  readonly changed: number;
  readonly meanChange: number;
  /** What one of them moves the lead by on average, whichever way. */
  readonly meanShare: number;
  /** All together: each as it was made, and each up or down by the toss of a coin. In logits. */
  readonly together: number;
  readonly tossed: number;
  /** The same, change after change. */
  readonly togetherCurve: readonly CurvePoint[];
  readonly tossedCurve: readonly CurvePoint[];
}

/** Adds up what each changed colour value does to the lead. `slopes` is `[H, W, 3]`, the pictures are RGBA. */
export function sumsOf(slopes: Slopes, before: PixelImage, after: PixelImage, random: Random): Sums {
  const shares: number[] = [];
  let moved = 0;
  for (const [place, slope] of slopes.entries()) {
    const byte = 4 * Math.floor(place / 3) + (place % 3);
    const change = (after.data[byte] ?? 0) - (before.data[byte] ?? 0);
    if (change === 0) continue;
    moved += Math.abs(change);
    shares.push(slope * change);
  }
  const made = Float32Array.from(shares);
  const coins = made.map((share) => (random.uniform() < 0.5 ? -share : share));
  const togetherCurve = addedUp(made, random);
  const tossedCurve = addedUp(coins, random);
  const of = Math.max(1, shares.length);
  return {
    changed: shares.length,
    meanChange: moved / of,
    meanShare: shares.reduce((sum, share) => sum + Math.abs(share), 0) / of,
    together: togetherCurve.at(-1)?.y ?? 0,
    tossed: tossedCurve.at(-1)?.y ?? 0,
    togetherCurve,
    tossedCurve,
  };
}
