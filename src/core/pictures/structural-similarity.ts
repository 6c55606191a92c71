import { percentiles } from '../maps/map-statistics';
import type { Size } from './size';
import { windowMeans } from './window-means';

/** A picture of one grey value (0..255) a pixel, row-major. */
export interface GreyPicture extends Size {
  readonly values: Uint8ClampedArray | Float32Array;
}

/** Percentile of a map's sizes that is white, as on the page by default. */
const WHITE = 99;
/** The two constants for values of 0..255 (Wang et al. 2004). */
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
    const red = rgba[4 * i] as number;
    const green = rgba[4 * i + 1] as number;
    const blue = rgba[4 * i + 2] as number;
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
  const { values: x, width, height } = reference;
  const { count, at, plane, means, fill } = windowMeans(reference);
  const planes = { y: plane(), square: plane(), product: plane() };
  const spreadOut = (y: GreyPicture['values']): void => {
    for (let row = 0; row < height; row++) {
      const start = row * width;
      const to = at(row) - start;
      for (let i = start; i < start + width; i++) {
        const value = y[i] as number;
        planes.y[to + i] = value;
        planes.square[to + i] = value * value;
        planes.product[to + i] = value * (x[i] as number);
      }
    }
  };
  const [meanX, squareX, meanY, squareY, product] = [means(), means(), means(), means(), means()];
  spreadOut(x);
  fill(planes.y, meanX);
  fill(planes.square, squareX);
  return ({ values: y }) => {
    spreadOut(y);
    fill(planes.y, meanY);
    fill(planes.square, squareY);
    fill(planes.product, product);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const a = meanX[i] as number;
      const b = meanY[i] as number;
      const spread = (squareX[i] as number) - a * a + ((squareY[i] as number) - b * b);
      const shared = 2 * ((product[i] as number) - a * b);
      sum += ((2 * a * b + C1) * (shared + C2)) / ((a * a + b * b + C1) * (spread + C2));
    }
    return sum / count;
  };
}
