import { drawingContext, pixelStrips } from './pixel-strips';

/** Whether anything of a picture is less than opaque. */
export async function isTransparent(alpha: ImageBitmap, channel: 'alpha' | 'grey'): Promise<boolean> {
  const at = channel === 'alpha' ? 3 : 0;
  for await (const { data } of pixelStrips(alpha)) {
    for (let k = at; k < data.length; k += 4) if (data[k] !== 255) return true;
  }
  return false;
}

/**
 * A picture laid on white by its transparency, as Pillow's `Image.paste(picture, mask=alpha)` on a white picture does to the
 * byte. Closes neither.
 */
export async function layOnWhite(
  colours: ImageBitmap,
  alpha: ImageBitmap,
  channel: 'alpha' | 'grey',
): Promise<ImageBitmap> {
  const { width, height } = colours;
  const context = drawingContext(width, height, {});
  const at = channel === 'alpha' ? 3 : 0;
  const alphas = pixelStrips(alpha);
  for await (const { y, rows, data } of pixelStrips(colours)) {
    const strip = await alphas.next();
    if (strip.done) break;
    const mask = strip.value.data;
    for (let k = 0; k < data.length; k += 4) blendPixel(data, k, mask[k + at] ?? 255);
    context.putImageData(new ImageData(data, width, rows), 0, y);
  }
  await alphas.return();
  return context.canvas.transferToImageBitmap();
}

/** value * alpha + 255 * (255 - alpha), divided by 255 and rounded as Pillow does it. */
export function blendPixel(data: Uint8ClampedArray, at: number, alpha: number): void {
  for (let k = at; k < at + 3; k++) {
    const sum = (data[k] ?? 0) * alpha + 255 * (255 - alpha) + 128;
    data[k] = ((sum >> 8) + sum) >> 8;
  }
  data[at + 3] = 255;
}
