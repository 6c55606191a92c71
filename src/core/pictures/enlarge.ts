import type { PixelImage } from './pixel-image';

/** Whole-number nearest-neighbour enlargement: pixels stay exact, so the file can be read back exactly. */
export function enlarge(picture: PixelImage, scale: number): PixelImage {
  if (scale === 1) return picture;
  const width = picture.width * scale;
  const height = picture.height * scale;
  const from = new Uint32Array(picture.data.buffer, picture.data.byteOffset, picture.width * picture.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / scale) * picture.width;
    for (let x = 0; x < width; x += 1) to[y * width + x] = from[row + Math.floor(x / scale)] ?? 0;
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
