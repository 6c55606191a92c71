import { gaussianTaps } from '../gaussian-taps';
import type { Size } from './map-size';

/**
 * A map blurred by a separable Gaussian of `sigma` pixels; `height * width` row-major, a new array. Beyond the border the
 * edge pixel repeats, so a constant map stays as it is. `sigma` 0 gives a copy.
 */
export function smoothMap(
  map: Float32Array,
  { width, height }: Size,
  sigma: number,
): Float32Array<ArrayBuffer> {
  const taps = gaussianTaps(sigma, Math.min(width, height));
  const radius = (taps.length - 1) / 2;
  if (radius === 0) return Float32Array.from(map);
  const blurLines = (
    from: Float32Array,
    lines: number,
    length: number,
    line: number,
    step: number,
  ): Float32Array<ArrayBuffer> => {
    const to = new Float32Array(from.length);
    for (let i = 0; i < lines; i += 1) {
      for (let j = 0; j < length; j += 1) {
        let sum = 0;
        for (let k = -radius; k <= radius; k += 1) {
          const at = Math.min(length - 1, Math.max(0, j + k));
          sum += (taps[k + radius] as number) * (from[i * line + at * step] as number);
        }
        to[i * line + j * step] = sum;
      }
    }
    return to;
  };
  return blurLines(blurLines(map, height, width, width, 1), width, height, 1, width);
}
