import { gaussianTaps } from './gaussian-taps';
import type { Size } from './size';

/**
 * A plane blurred by a separable Gaussian of `sigma` pixels cut off at `radius` (default: four sigma), row by row and then
 * column by column; `height * width` row-major, a new array. Beyond the border the plane is mirrored, edge value included:
 * the blur keeps its mean, and a constant plane stays as it is. `sigma` 0 gives a copy.
 */
export function blurPlane(
  plane: Float32Array,
  { width, height }: Size,
  sigma: number,
  radius = Infinity,
): Float32Array<ArrayBuffer> {
  // The mirror shows the plane once.
  const taps = gaussianTaps(sigma, Math.min(radius, width, height));
  const blurred = Float32Array.from(plane);
  if (taps.length === 1) return blurred;
  for (let y = 0; y < height; y++) blurLine(blurred, y * width, 1, width, taps);
  for (let x = 0; x < width; x++) blurLine(blurred, x, width, height, taps);
  return blurred;
}

/** Convolves one line of a plane in place: `length` values from `start`, `stride` apart. */
function blurLine(
  plane: Float32Array,
  start: number,
  stride: number,
  length: number,
  taps: Float32Array,
): void {
  const radius = (taps.length - 1) / 2;
  const padded = new Float32Array(length + 2 * radius);
  for (let i = 0; i < padded.length; i++) {
    const place = i - radius;
    const mirrored = place < 0 ? -1 - place : place >= length ? 2 * length - 1 - place : place;
    padded[i] = plane[start + mirrored * stride] as number;
  }
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = 0; k < taps.length; k++) sum += (taps[k] as number) * (padded[i + k] as number);
    plane[start + i * stride] = sum;
  }
}
