import { blurredBytes } from '../byte-pictures';
import type { PixelImage } from '../pixel-image';

/** How a screen and a camera change a picture that is photographed from one, besides the slant. */
export const SCREEN_MODEL = {
  /** Exponent that the camera puts on every value. */
  gamma: 1.1,
  /** Share by which the moiré of the screen’s grid makes the picture lighter and darker, and its period in pixels. */
  moire: 0.04,
  period: 5.3,
  /** Standard deviation of the lens’s blur, in pixels. */
  blur: 0.6,
} as const;

/**
 * A picture as a camera sees it on a screen, before it is saved: seen from the side, so that the far side is `slant` shorter
 * than the near one, and cut to what the screen fills; with moiré, gamma and blur by `SCREEN_MODEL`. A model, not a measurement.
 */
export function screenPhoto(image: PixelImage, slant: number): PixelImage {
  const { width, height } = image;
  const seen = slanted(image, slant);
  const { gamma, moire, period, blur } = SCREEN_MODEL;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // The screen's grid and the sensor's meet at an angle.
      const wave = Math.sin((2 * Math.PI * (x + 0.3 * y)) / period);
      for (let c = 0; c < 3; c++) {
        const at = 4 * (y * width + x) + c;
        const value = ((seen.data[at] as number) / 255) ** gamma;
        seen.data[at] = Math.round(255 * value * (1 + moire * wave));
      }
    }
  }
  return { width, height, data: blurredBytes(seen.data, width, height, blur, 3) };
}

/**
 * A picture seen aslant: its right side is `slant` of the height shorter than its left one, as a plane turned away shows, and the
 * shortened side is stretched back over the whole height, so that nothing beyond the picture is seen. Bilinear.
 */
export function slanted({ width, height, data }: PixelImage, slant: number): PixelImage {
  const turned = new Uint8ClampedArray(data);
  // The plane's distance grows from 1 on the left to 1 + far on the right; what is seen of it is cut to its middle.
  const far = slant / (1 - slant);
  for (let x = 0; x < width; x++) {
    const across = x / Math.max(1, width - 1);
    const from = (across / (1 + far - far * across)) * (width - 1);
    // Lines of the plane run together towards the right: there more of the height is left out.
    const kept = (1 - slant) / (1 - slant * across);
    for (let y = 0; y < height; y++) {
      const middle = (height - 1) / 2;
      const at = 4 * (y * width + x);
      sample({ width, height, data }, from, middle + (y - middle) * kept, turned, at);
    }
  }
  return { width, height, data: turned };
}

function sample(
  { width, height, data }: PixelImage,
  x: number,
  y: number,
  into: Uint8ClampedArray,
  at: number,
) {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const [across, down] = [x - left, y - top];
  for (let c = 0; c < 3; c++) {
    const value = (row: number, column: number): number => data[4 * (row * width + column) + c] as number;
    const above = value(top, left) * (1 - across) + value(top, right) * across;
    const below = value(bottom, left) * (1 - across) + value(bottom, right) * across;
    into[at + c] = Math.round(above * (1 - down) + below * down);
  }
}
