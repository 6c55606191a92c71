/** A picture of 8-bit RGBA pixels: `width * height * 4` bytes, row-major, alpha 255. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}
