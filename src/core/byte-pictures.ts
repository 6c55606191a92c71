import { gaussianTaps } from './gaussian-taps';
import { MEAN } from './imagenet-colours';
import type { Random } from './random';

/** A picture of one colour, the networks' mean grey: zero in z-score space. RGBA bytes. */
export function meanGrey(pixels: number): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++) for (const c of [0, 1, 2] as const) data[4 * i + c] = 255 * MEAN[c];
  return data;
}

/**
 * RGBA bytes blurred by a Gaussian of `sigma` pixels cut off at `radius`, row by row and column by column. Beyond the border
 * the edge pixel repeats, so a picture of one colour stays as it is.
 */
export function blurredBytes(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  sigma: number,
  radius: number,
): Uint8ClampedArray<ArrayBuffer> {
  const taps = [...gaussianTaps(sigma, radius)];
  const along = (
    source: ArrayLike<number>,
    step: number,
    length: number,
    other: number,
    otherStep: number,
  ) => {
    const result = new Float32Array(source.length);
    for (let line = 0; line < other; line++) {
      for (let i = 0; i < length; i++) {
        for (let c = 0; c < 4; c++) {
          let sum = 0;
          for (const [k, weight] of taps.entries()) {
            const near = Math.min(length - 1, Math.max(0, i + k - radius));
            sum += weight * (source[line * otherStep + near * step + c] as number);
          }
          result[line * otherStep + i * step + c] = sum;
        }
      }
    }
    return result;
  };
  const rows = along(data, 4, width, height, 4 * width);
  return Uint8ClampedArray.from(along(rows, 4 * width, height, width, 4));
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
