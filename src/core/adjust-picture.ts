import { gaussianTaps } from './gaussian-taps';

/** How a picture is weakened. */
export interface Adjustment {
  /** Factor k of the distance to the picture's mean grey: 1 leaves the picture as it is, 0 leaves the grey. */
  readonly contrast: number;
  /** Standard deviation of the Gaussian, in pixels; 0 blurs nothing. */
  readonly blur: number;
}

/** Mean of all colour values of RGBA bytes, in grey levels 0..255; alpha does not count. NaN for an empty picture. */
export function meanLevel(data: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    sum += (data[i] as number) + (data[i + 1] as number) + (data[i + 2] as number);
  }
  return sum / ((3 * data.length) / 4);
}

/**
 * RGBA bytes of `p' = m + k (blur(p) - m)` with the picture's mean grey m, rounded once and kept within 0..255; alpha stays.
 * Contrast 1 with blur 0 gives the very same bytes. Beyond the border the picture is mirrored, edge pixel included, so that
 * the blur keeps the mean.
 */
export function adjustedBytes(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  { contrast, blur }: Adjustment,
): Uint8ClampedArray<ArrayBuffer> {
  const adjusted = new Uint8ClampedArray(data);
  if (contrast === 1 && blur === 0) return adjusted;
  const mean = meanLevel(data);
  const taps = gaussianTaps(blur, Math.min(width, height));
  for (let c = 0; c < 3; c++) {
    const plane = blurredPlane(data, c, width, height, taps);
    for (let i = 0; i < plane.length; i++) {
      adjusted[4 * i + c] = Math.round(mean + contrast * ((plane[i] as number) - mean));
    }
  }
  return adjusted;
}

/** One colour of RGBA bytes under a separable kernel, `height * width` row-major. */
function blurredPlane(
  data: Uint8ClampedArray,
  channel: number,
  width: number,
  height: number,
  taps: Float32Array,
): Float32Array {
  const plane = Float32Array.from({ length: width * height }, (_, i) => data[4 * i + channel] as number);
  if (taps.length > 1) {
    for (let y = 0; y < height; y++) blurLine(plane, y * width, 1, width, taps);
    for (let x = 0; x < width; x++) blurLine(plane, x, width, height, taps);
  }
  return plane;
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
