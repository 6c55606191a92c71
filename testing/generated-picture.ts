import { createHash } from 'node:crypto';
import type { Picture } from './png-pixels';

/** The picture that `generate.py` draws: RGBA, opaque. */
export function generatedPicture(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const check = 97 * (((x >> 4) ^ (y >> 4)) & 1);
        data[(y * width + x) * 4 + c] = (x * 3 + y * (5 + 2 * c) + ((x * y) >> 3) + 40 * c + check) & 255;
      }
    }
  }
  return { width, height, data };
}

/** The first 16 digits of the SHA-256 of a picture's RGB bytes, as `fits.py` has it. */
export function fingerprint(rgba: ArrayLike<number>): string {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0, at = 0; i < rgba.length; i++) if (i % 4 !== 3) rgb[at++] = rgba[i] as number;
  return createHash('sha256').update(rgb).digest('hex').slice(0, 16);
}
