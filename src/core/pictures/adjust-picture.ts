import { blurPlane } from './blur-plane';
import { colourPlane } from './byte-pictures';

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
  for (const c of [0, 1, 2]) {
    const plane = blurPlane(colourPlane(data, c), { width, height }, blur);
    for (let i = 0; i < plane.length; i++) {
      adjusted[4 * i + c] = Math.round(mean + contrast * ((plane[i] as number) - mean));
    }
  }
  return adjusted;
}
