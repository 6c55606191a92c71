import { ssim } from 'ssim.js';
import { percentiles } from '../maps/map-statistics';

/** A picture of one grey value (0..255) a pixel, row-major. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8ClampedArray;
}

/** Percentile of a map's sizes that is white, as on the page by default. */
const WHITE = 99;
/** Side of the sliding window, in pixels (Wang et al. 2004). */
const WINDOW = 11;

/** The sizes of a map in grey, black for 0 and white from their 99th percentile on; all black for an empty map. */
export function greyOf(map: Float32Array, width: number, height: number): GreyPicture {
  const sizes = map.map(Math.abs);
  const [percentile = 0] = percentiles(sizes, [WHITE]);
  // A map of a few bright pixels has its 99th percentile at 0.
  const white = percentile > 0 ? percentile : sizes.reduce((a, b) => Math.max(a, b), 0);
  const values = Uint8ClampedArray.from(sizes, (size) => (white > 0 ? (255 * size) / white : 0));
  return { width, height, values };
}

/**
 * Mean structural similarity of two pictures of one size, -1..1; 1 for equal pictures. Gaussian windows of 11 pixels, sigma
 * 1.5, at full size; smaller windows on pictures smaller than that. https://doi.org/10.1109/TIP.2003.819861
 */
export function structuralSimilarity(a: GreyPicture, b: GreyPicture): number {
  const side = Math.min(a.width, a.height, WINDOW);
  const windowSize = side % 2 === 1 ? side : side - 1;
  return ssim(rgba(a), rgba(b), { ssim: 'fast', downsample: false, windowSize }).mssim;
}

function rgba({ width, height, values }: GreyPicture) {
  const data = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : (values[i >> 2] as number);
  return { width, height, data } as ImageData;
}
