import type { PixelImage } from './pixel-image';

/**
 * A picture in grey, its three channels the same: ITU-R 601's luma, rounded as Pillow's `convert("L")` rounds it. A grey
 * picture stays as it is, byte for byte. The picture given is not changed.
 */
export function greyPixels({ width, height, data }: PixelImage): PixelImage {
  const grey = new Uint8ClampedArray(data);
  for (let at = 0; at < grey.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    const luma = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    grey[at] = luma;
    grey[at + 1] = luma;
    grey[at + 2] = luma;
  }
  return { width, height, data: grey };
}
