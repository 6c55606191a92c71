import { gaussianTaps } from './gaussian-taps';
import type { Size } from './size';

/** Side of the sliding window in pixels and its sigma (Wang et al. 2004). */
const SIDE = 11;
const RADIUS = 5;
const SIGMA = 1.5;

/** A plane of values with room for windows that reach over its edges; no weight is on what lies there. */
export type WindowPlane = Float64Array<ArrayBuffer>;

export interface WindowMeans {
  /** How many windows fit into a picture, which is how many means there are; their arrays have room for more. */
  readonly count: number;
  /** Where the values of a picture's row begin in a plane. */
  readonly at: (row: number) => number;
  readonly plane: () => WindowPlane;
  readonly means: () => Float64Array<ArrayBuffer>;
  /** Fills `out` with a plane's mean under each window, row by row. */
  readonly fill: (plane: WindowPlane, out: Float64Array) => void;
}

/**
 * Means under each Gaussian window of 11 pixels, sigma 1.5, that lies wholly within a picture; smaller windows on pictures smaller
 * than that. Two rows of windows, and two windows of a row, are computed at a time, for they have ten of eleven values in common.
 */
export function windowMeans({ width, height }: Size): WindowMeans {
  const kernel = gaussianTaps(SIGMA, (Math.min(width, height, SIDE) - 1) >> 1);
  const radius = (kernel.length - 1) / 2;
  // From the middle outwards: a kernel is the same from both ends.
  const taps = Float64Array.from({ length: RADIUS + 1 }, (_, k) => kernel[radius + k] ?? 0);
  const margin = RADIUS - radius;
  const stride = width + 2 * margin;
  const [across, down] = [width - 2 * radius, height - 2 * radius];
  const rows = [new Float64Array(stride + 1), new Float64Array(stride + 1)] as const;
  return {
    count: across * down,
    at: (row) => (row + margin) * stride + margin,
    plane: () => new Float64Array(stride * (height + 2 * margin + 1)),
    means: () => new Float64Array(across * (down + 1) + 1),
    fill(plane, out) {
      for (let row = 0; row < down; row += 2) {
        sumDown(plane, row * stride, stride, taps, rows);
        sumAlong(rows[0], taps, across, out, row * across);
        sumAlong(rows[1], taps, across, out, (row + 1) * across);
      }
    },
  };
}

type Pair = readonly [Float64Array, Float64Array];

/** Weighted sums down the columns of a plane from `from` on, and from one row below. */
function sumDown(
  plane: Float64Array,
  from: number,
  stride: number,
  taps: Float64Array,
  [upper, lower]: Pair,
): void {
  const [t0, t1, t2, t3, t4, t5] = taps as unknown as Six;
  for (let column = 0; column < stride; column++) {
    const i = from + column;
    const a = plane[i] as number;
    const b = plane[i + stride] as number;
    const c = plane[i + 2 * stride] as number;
    const d = plane[i + 3 * stride] as number;
    const e = plane[i + 4 * stride] as number;
    const f = plane[i + 5 * stride] as number;
    const g = plane[i + 6 * stride] as number;
    const h = plane[i + 7 * stride] as number;
    const k = plane[i + 8 * stride] as number;
    const l = plane[i + 9 * stride] as number;
    const m = plane[i + 10 * stride] as number;
    const n = plane[i + 11 * stride] as number;
    upper[column] = t0 * f + t1 * (e + g) + t2 * (d + h) + t3 * (c + k) + t4 * (b + l) + t5 * (a + m);
    lower[column] = t0 * g + t1 * (f + h) + t2 * (e + k) + t3 * (d + l) + t4 * (c + m) + t5 * (b + n);
  }
}

/** Weighted sums along a row, `count` of them, and one more that the next row is written over where the count is odd. */
function sumAlong(row: Float64Array, taps: Float64Array, count: number, out: Float64Array, at: number): void {
  const [t0, t1, t2, t3, t4, t5] = taps as unknown as Six;
  for (let i = 0; i < count; i += 2) {
    const a = row[i] as number;
    const b = row[i + 1] as number;
    const c = row[i + 2] as number;
    const d = row[i + 3] as number;
    const e = row[i + 4] as number;
    const f = row[i + 5] as number;
    const g = row[i + 6] as number;
    const h = row[i + 7] as number;
    const k = row[i + 8] as number;
    const l = row[i + 9] as number;
    const m = row[i + 10] as number;
    const n = row[i + 11] as number;
    out[at + i] = t0 * f + t1 * (e + g) + t2 * (d + h) + t3 * (c + k) + t4 * (b + l) + t5 * (a + m);
    out[at + i + 1] = t0 * g + t1 * (f + h) + t2 * (e + k) + t3 * (d + l) + t4 * (c + m) + t5 * (b + n);
  }
}

type Six = readonly [number, number, number, number, number, number];
