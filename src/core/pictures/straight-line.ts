import { adjustedBytes } from './adjust-picture';
import { byteDistance } from './byte-distance';
import { meanGrey } from './byte-pictures';
import { STD } from './imagenet-colours';
import { createRandom } from '../random/seeded-random';

/** Ways to leave a photo along a straight line: steps of a given length, or fades that end at another picture. */
export const DIRECTIONS = ['with-gradient', 'against-gradient', 'noise', 'grey', 'black', 'blurred'] as const;
export type LineDirection = (typeof DIRECTIONS)[number];

/** Whether a line ends at another picture, so that t runs from 0 to 1; else t is a length in z-score space. */
export function isFade(direction: LineDirection): boolean {
  return direction === 'grey' || direction === 'black' || direction === 'blurred';
}

/** Where a line starts. */
export interface LineStart {
  readonly width: number;
  readonly height: number;
  /** RGBA bytes of the photo. */
  readonly data: Uint8ClampedArray;
  /** Gradient of the score at the photo in z-score space, `height * width * 3`. */
  readonly gradient: Float32Array;
  /** Of the noise. */
  readonly seed: number;
}

/** The fade to a blurred photo ends at a Gaussian of this share of the width. */
const BLUR_SHARE = 1 / 28;

/**
 * Change of each colour value per unit of t, in grey levels, `height * width * 3`. For a length in z-score space the step of
 * t = 1 has the L2 norm 1 there. All zeros where the gradient is.
 */
export function lineDirection(direction: LineDirection, start: LineStart): Float32Array {
  const { data, width, height, gradient, seed } = start;
  switch (direction) {
    case 'with-gradient':
      return unitStep(gradient, 1);
    case 'against-gradient':
      return unitStep(gradient, -1);
    case 'noise':
      return unitStep(createRandom(seed).normals(gradient.length), 1);
    case 'grey':
      return towards(data, meanGrey(width * height));
    case 'black':
      return towards(data, new Uint8ClampedArray(data.length));
    case 'blurred':
      return towards(data, adjustedBytes(data, width, height, { contrast: 1, blur: BLUR_SHARE * width }));
  }
}

/** Grey levels of a step of L2 norm 1 in z-score space. */
function unitStep(z: Float32Array, sign: 1 | -1): Float32Array {
  const norm = Math.sqrt(z.reduce((sum, value) => sum + value * value, 0));
  return z.map((value, i) => (norm > 0 ? (sign * value * 255 * (STD[i % 3] as number)) / norm : 0));
}

function towards(from: Uint8ClampedArray, to: Uint8ClampedArray): Float32Array {
  const change = new Float32Array((from.length / 4) * 3);
  for (let i = 0; i < change.length; i++) {
    const byte = 4 * Math.floor(i / 3) + (i % 3);
    change[i] = (to[byte] as number) - (from[byte] as number);
  }
  return change;
}

/** RGBA bytes at t: rounded, and kept within 0..255, as a file would hold them. */
export function pictureAt(
  data: Uint8ClampedArray,
  direction: Float32Array,
  t: number,
): Uint8ClampedArray<ArrayBuffer> {
  const picture = new Uint8ClampedArray(data);
  for (let i = 0; i < direction.length; i++) {
    const byte = 4 * Math.floor(i / 3) + (i % 3);
    picture[byte] = Math.round((data[byte] as number) + t * (direction[i] as number));
  }
  return picture;
}

/** How far a picture on the line is from the photo, measured on the bytes themselves. */
export interface LineChange {
  /** `g . (x' - x)` in z-score space: what the gradient says the score changes by. */
  readonly predicted: number;
  /** L2 norm of `x' - x` in z-score space. */
  readonly length: number;
  /** Root mean square change, in grey levels of 255. */
  readonly rms: number;
}

/** The change between two pictures of RGBA bytes, under a gradient in z-score space. */
export function lineChange(
  before: Uint8ClampedArray,
  after: Uint8ClampedArray,
  gradient: Float32Array,
): LineChange {
  let predicted = 0;
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) {
    const byte = 4 * Math.floor(i / 3) + (i % 3);
    const z = ((after[byte] as number) - (before[byte] as number)) / (255 * (STD[i % 3] as number));
    predicted += (gradient[i] as number) * z;
    squares += z * z;
  }
  return { predicted, length: Math.sqrt(squares), rms: byteDistance(before, after).rms };
}

/** `count` values of t from 0 to `largest`, closer together near 0, where the line and the curve part. */
export function lineSteps(largest: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => largest * (i / (count - 1)) ** 2);
}

/** The gap that counts as parted: this share of the larger of both changes, and at least so much of a score. */
export const PARTED = { share: 0.1, least: 0.02 } as const;

/**
 * Place of the first point where the true score and the prediction have parted: `|true - predicted|` is more than a tenth of
 * the larger of both changes. Null where they never do. The first point is the photo itself.
 */
export function partingPoint(
  points: readonly { readonly score: number; readonly predicted: number }[],
): number | null {
  const start = points[0]?.score ?? 0;
  const place = points.findIndex(({ score, predicted }) => {
    const larger = Math.max(Math.abs(score - start), Math.abs(predicted - start));
    return Math.abs(score - predicted) > Math.max(PARTED.share * larger, PARTED.least);
  });
  return place < 0 ? null : place;
}
