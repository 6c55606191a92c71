import { blurPlane } from './blur-plane';
import { MEAN } from './imagenet-colours';
import type { Random } from '../random/random';

/** A picture of one colour, the networks' mean grey: zero in z-score space. RGBA bytes. */
export function meanGrey(pixels: number): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++) for (const c of [0, 1, 2] as const) data[4 * i + c] = 255 * MEAN[c];
  return data;
}

/** One channel of RGBA bytes, 0 red to 3 alpha, as numbers. */
export function colourPlane(data: Uint8ClampedArray, channel: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + channel] as number);
}

/** RGBA bytes blurred by a Gaussian of `sigma` pixels cut off at `radius`; a picture of one colour stays as it is. */
export function blurredBytes(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  sigma: number,
  radius: number,
): Uint8ClampedArray<ArrayBuffer> {
  const blurred = new Uint8ClampedArray(data);
  for (const c of [0, 1, 2]) {
    const plane = blurPlane(colourPlane(data, c), { width, height }, sigma, radius);
    for (let i = 0; i < plane.length; i++) blurred[4 * i + c] = plane[i] as number;
  }
  return blurred;
}

/** RGBA bytes with normal noise of `deviation` grey levels on every colour value, rounded and kept within 0..255. */
export function noisyBytes(
  data: Uint8ClampedArray,
  deviation: number,
  random: Random,
): Uint8ClampedArray<ArrayBuffer> {
  const noisy = new Uint8ClampedArray(data);
  for (let i = 0; i < noisy.length; i++) {
    if (i % 4 !== 3) noisy[i] = (data[i] as number) + deviation * random.normal();
  }
  return noisy;
}
