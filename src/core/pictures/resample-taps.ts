/** How values between the pixels of a source are made up. */
export type ResampleFilter = 'nearest' | 'bilinear' | 'bicubic';

/** Bits after the point of a weight: 8 of a byte and one each for rounding and sign leave 22 of 32. */
export const WEIGHT_BITS = 22;

/** Where the places along one axis of a resized picture look in the source, and what each source pixel counts. */
export interface ResampleTaps {
  /** First source pixel of each place. */
  readonly first: Int32Array;
  /** How many source pixels each place looks at. */
  readonly count: Int32Array;
  /** `places * most` whole numbers in units of 2^-22; a place's own begin at `place * most` and add up to about one. */
  readonly weights: Int32Array;
  readonly most: number;
}

/** The places of an axis that are wanted: from `start` on, so many. */
export interface AxisPart {
  readonly start: number;
  readonly length: number;
}

const KERNELS: Readonly<
  Record<Exclude<ResampleFilter, 'nearest'>, { reach: number; value: (x: number) => number }>
> = {
  bilinear: { reach: 1, value: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, value: cubic },
};

/**
 * Pillow's own taps, to the last bit, for an axis of `from` pixels resized to `to`, of which `part` is wanted. Shrinking
 * widens the filter by the scale, which is Pillow's antialiasing.
 */
export function resampleTaps(
  from: number,
  to: number,
  filter: ResampleFilter,
  part: AxisPart = { start: 0, length: to },
): ResampleTaps {
  return filter === 'nearest' ? nearestTaps(from, to, part) : filteredTaps(from, to, KERNELS[filter], part);
}

function nearestTaps(from: number, to: number, { start, length }: AxisPart): ResampleTaps {
  const scale = from / to;
  const first = new Int32Array(length);
  // Pillow adds the scale up from place to place, and its rounding errors with it: (i + 0.5) * scale is now and then another pixel.
  let at = scale * 0.5;
  for (let i = 0; i < start + length; i++, at += scale) {
    if (i >= start) first[i - start] = Math.min(from - 1, Math.floor(at));
  }
  return {
    first,
    count: new Int32Array(length).fill(1),
    weights: new Int32Array(length).fill(2 ** WEIGHT_BITS),
    most: 1,
  };
}

function filteredTaps(
  from: number,
  to: number,
  { reach, value }: { readonly reach: number; readonly value: (x: number) => number },
  { start, length }: AxisPart,
): ResampleTaps {
  const scale = from / to;
  const widened = Math.max(1, scale);
  const support = reach * widened;
  // Multiplied with, not divided by, as Pillow does: the two differ in the last bit.
  const narrowed = 1 / widened;
  const most = Math.ceil(support) * 2 + 1;
  const taps = {
    first: new Int32Array(length),
    count: new Int32Array(length),
    weights: new Int32Array(length * most),
    most,
  };
  for (let place = 0; place < length; place++) {
    const centre = (start + place + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    const shares = Array.from({ length: end - begin }, (_, x) =>
      value((x + begin - centre + 0.5) * narrowed),
    );
    const sum = shares.reduce((total, share) => total + share, 0);
    taps.first[place] = begin;
    taps.count[place] = end - begin;
    taps.weights.set(
      shares.map((share) => fixed(sum === 0 ? share : share / sum)),
      place * most,
    );
  }
  return taps;
}

/** A weight as a whole number, halves away from zero. */
function fixed(weight: number): number {
  return Math.trunc(weight * 2 ** WEIGHT_BITS + (weight < 0 ? -0.5 : 0.5));
}

/** Keys's cubic with a = -1/2, in Pillow's order of operations. */
function cubic(x: number): number {
  const a = -0.5;
  const d = Math.abs(x);
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0;
}
