import { keptParts, planFit } from '../core/fit-plan';
import type { Fit } from '../core/recipe';
import { createResampler } from '../core/resample';
import { resampleTaps } from '../core/resample-taps';
import { drawingContext } from './picture/pixel-strips';
import type { PixelImage } from './protocol';

/** Pixels of a picture that are read at a time: 4 MB of RGBA bytes. */
const AT_ONCE = 2 ** 20;

/**
 * A bitmap fitted to `[height, width]`: opaque RGBA bytes, each equal to what the fit's library makes of the bitmap's pixels.
 * What is half transparent lies on white. Works in a worker too; the bitmap stays the caller's.
 * @throws LabError `unsupported-image` where the browser gives no canvas.
 */
export function readFitted(bitmap: ImageBitmap, size: readonly [number, number], fit: Fit): PixelImage {
  const plan = planFit(bitmap, size, fit);
  const { source, resized, filter } = plan;
  const { across, down } = keptParts(plan);
  const resampler = createResampler(
    resampleTaps(source.w, resized.width, filter, across),
    resampleTaps(source.h, resized.height, filter, down),
  );
  const { rows, columns } = resampler;
  const width = columns.end - columns.start;
  const height = Math.min(rows.end - rows.start, Math.max(1, Math.floor(AT_ONCE / width)));
  // A strip at a time: the whole photo's bytes would be a hundred megabytes, and some canvases cannot be as large as it.
  const context = drawingContext(width, height, { willReadFrequently: true });
  context.fillStyle = '#ffffff';
  context.imageSmoothingEnabled = false;
  for (let row = rows.start; row < rows.end; row += height) {
    const count = Math.min(height, rows.end - row);
    const left = source.x + columns.start;
    context.fillRect(0, 0, width, count);
    context.drawImage(bitmap, left, source.y + row, width, count, 0, 0, width, count);
    const { data } = context.getImageData(0, 0, width, count, { colorSpace: 'srgb' });
    resampler.take(data, row, count);
    letGo(data.buffer);
  }
  return { width: size[1], height: size[0], data: resampler.finish() };
}

/** Gives a strip's memory back at once: as garbage, the strips of one large photo take as much as the photo. */
function letGo(buffer: ArrayBuffer & { transfer?: (length: number) => ArrayBuffer }): void {
  buffer.transfer?.(0);
}
