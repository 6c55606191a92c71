import { percentiles } from '../maps/map-statistics';
import { gaussianTaps } from './gaussian-taps';
import type { Size } from './size';

/** A picture of one grey value (0..255) a pixel, row-major. */
export interface GreyPicture extends Size {
  readonly values: Uint8ClampedArray | Float32Array;
}

/** Percentile of a map's sizes that is white, as on the page by default. */
const WHITE = 99;
/** Side of the sliding window in pixels and its sigma, and the two constants for values of 0..255 (Wang et al. 2004). */
const WINDOW = 11;
const SIGMA = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/** The sizes of a map in grey, black for 0 and white from their 99th percentile on; all black for an empty map. */
export function greyOf(map: Float32Array, width: number, height: number): GreyPicture {
  const sizes = map.map(Math.abs);
  const [percentile = 0] = percentiles(sizes, [WHITE]);
  // A map of a few bright pixels has its 99th percentile at 0.
  const white = percentile > 0 ? percentile : sizes.reduce((a, b) => Math.max(a, b), 0);
  const values = Uint8ClampedArray.from(sizes, (size) => (white > 0 ? (255 * size) / white : 0));
  return { width, height, values };
}

/** The luma (Rec. 601) of RGBA bytes, in an array that is there where one is given. */
export function lumaOf(
  rgba: Uint8ClampedArray,
  { width, height }: Size,
  values = new Float32Array(width * height),
): GreyPicture {
  for (let i = 0; i < values.length; i++) {
    const [red, green, blue] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]] as [number, number, number];
    values[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return { width, height, values };
}

/**
 * Mean structural similarity of two pictures of one size, -1..1; 1 for equal pictures. Gaussian windows of 11 pixels, sigma
 * 1.5, at full size and wholly within the picture; smaller windows on pictures smaller than that.
 * https://doi.org/10.1109/TIP.2003.819861
 */
export function structuralSimilarity(a: GreyPicture, b: GreyPicture): number {
  return similarityTo(a)(b);
}

/** The same against one picture again and again, whose own part is computed once; no comparison takes fresh memory. */
export function similarityTo(reference: GreyPicture): (other: GreyPicture) => number {
  const { values: x } = reference;
  const means = windowMeans(reference);
  const [meanX, squareX] = [means(x, null), means(x, x)];
  const [meanY, squareY, product] = [meanX.slice(), meanX.slice(), meanX.slice()];
  return ({ values: y }) => {
    means(y, null, meanY);
    means(y, y, squareY);
    means(x, y, product);
    let sum = 0;
    for (let i = 0; i < meanX.length; i++) {
      const a = meanX[i] as number;
      const b = meanY[i] as number;
      const spread = (squareX[i] as number) - a * a + ((squareY[i] as number) - b * b);
      const shared = 2 * ((product[i] as number) - a * b);
      sum += ((2 * a * b + C1) * (shared + C2)) / ((a * a + b * b + C1) * (spread + C2));
    }
    return sum / meanX.length;
  };
}

type Plane = GreyPicture['values'];

/** Means of the product of two planes under each window that fits into the picture; row by row, then column by column. */
function windowMeans({ width, height }: Size) {
  const side = Math.min(width, height, WINDOW);
  const taps = gaussianTaps(SIGMA, (side - 1) >> 1);
  const reach = taps.length - 1;
  const across = width - reach;
  const plane = new Float64Array(width * height);
  const rows = new Float64Array(across * height);
  return (a: Plane, b: Plane | null, means = new Float64Array(across * (height - reach))): Float64Array => {
    for (let i = 0; i < plane.length; i++) plane[i] = (a[i] as number) * (b ? (b[i] as number) : 1);
    for (let y = 0; y < height; y++) {
      const row = plane.subarray(y * width, (y + 1) * width);
      slide(row, 1, taps, rows.subarray(y * across, (y + 1) * across));
    }
    slide(rows, across, taps, means);
    return means;
  };
}

/**
 * Fills `out` with weighted sums of values `stride` apart, the first of each at the same place. Taps are the same from both ends,
 * and are taken pair by pair for all of `out`: one loop in another for every value takes longer.
 */
function slide(values: Float64Array, stride: number, taps: Float32Array, out: Float64Array): void {
  const radius = (taps.length - 1) / 2;
  const middle = taps[radius] as number;
  for (let i = 0; i < out.length; i++) out[i] = middle * (values[radius * stride + i] as number);
  for (let k = 1; k <= radius; k++)
    addPairs(values, (radius - k) * stride, (radius + k) * stride, taps[radius + k] as number, out);
}

function addPairs(values: Float64Array, one: number, other: number, tap: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    out[i] = (out[i] as number) + tap * ((values[one + i] as number) + (values[other + i] as number));
  }
}
