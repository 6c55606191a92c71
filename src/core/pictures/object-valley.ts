/** A round object: its middle and radius as shares of the picture's width and height, which are equal. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** How a map's strength is shared between two objects, the gap between them, and the rest. */
export interface ObjectShares {
  /** Share of the map's whole strength that lies on the two objects, 0..1. */
  readonly inside: number;
  /** Mean strength between the objects divided by the mean strength on them: 0 is a clear gap, 1 none. */
  readonly valley: number;
}

/** The gap reaches this far above and below the line through the middles, in radii. */
const GAP_HEIGHT = 0.6;

/**
 * Where a square map's strength |M| lies, `side * side` row-major, for two discs side by side, the left one first. Null where
 * the map has no strength on the objects at all, or there is no pixel between them.
 */
export function objectShares(
  map: Float32Array,
  side: number,
  [left, right]: readonly [Disc, Disc],
): ObjectShares | null {
  const on = { sum: 0, pixels: 0 };
  const gap = { sum: 0, pixels: 0 };
  let total = 0;
  for (let i = 0; i < map.length; i++) {
    const size = Math.abs(map[i] as number);
    const x = ((i % side) + 0.5) / side;
    const y = (Math.floor(i / side) + 0.5) / side;
    total += size;
    const region = isOn(left, x, y) || isOn(right, x, y) ? on : isBetween(left, right, x, y) ? gap : null;
    if (!region) continue;
    region.sum += size;
    region.pixels++;
  }
  if (on.sum === 0 || gap.pixels === 0) return null;
  return { inside: on.sum / total, valley: gap.sum / gap.pixels / (on.sum / on.pixels) };
}

function isOn(disc: Disc, x: number, y: number): boolean {
  return Math.hypot(x - disc.x, y - disc.y) <= disc.radius;
}

function isBetween(left: Disc, right: Disc, x: number, y: number): boolean {
  const top = Math.min(left.y - GAP_HEIGHT * left.radius, right.y - GAP_HEIGHT * right.radius);
  const bottom = Math.max(left.y + GAP_HEIGHT * left.radius, right.y + GAP_HEIGHT * right.radius);
  return y >= top && y <= bottom && x > left.x + left.radius && x < right.x - right.radius;
}

/** From this valley on, two objects' maps count as one. */
export const MERGED = 0.9;

/** Whether two objects' maps count as one: by the valley's two decimals, which are what is shown. */
export function isMerged(valley: number): boolean {
  return Number(valley.toFixed(2)) >= MERGED;
}

/**
 * Place in a row of valleys, in the order the picture was weakened, from which the two maps have run into one: the first
 * that is merged where the first of all was not. `'always'` where they were never apart, null where they stay apart.
 */
export function mergedFrom(valleys: readonly number[]): number | 'always' | null {
  const [first] = valleys;
  if (first === undefined) return null;
  if (isMerged(first)) return 'always';
  const place = valleys.findIndex(isMerged);
  return place < 0 ? null : place;
}
