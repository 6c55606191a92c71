import type { PixelImage } from '../core/pictures/pixel-image';
import { keptParts, planFit } from '../core/pictures/fit-plan';
import type { Fit } from '../core/records/recipe';
import { createResampler } from '../core/pictures/resample';
import { resampleTaps } from '../core/pictures/resample-taps';
import { pixelStrips } from './decode/pixel-strips';

/**
 * A bitmap fitted to `[height, width]`: opaque RGBA bytes, each equal to what the fit's library makes of the bitmap's pixels.
 * What is half transparent lies on white. Works in a worker too; the bitmap stays the caller's.
 * @throws LabError `unsupported-image` where the browser gives no canvas.
 */
export async function readFitted(
  bitmap: ImageBitmap,
  size: readonly [number, number],
  fit: Fit,
): Promise<PixelImage> {
  const plan = planFit(bitmap, size, fit);
  const { source, resized, filter } = plan;
  const { across, down } = keptParts(plan);
  const resampler = createResampler(
    resampleTaps(source.w, resized.width, filter, across),
    resampleTaps(source.h, resized.height, filter, down),
  );
  const { rows, columns } = resampler;
  const part = {
    x: source.x + columns.start,
    y: source.y + rows.start,
    width: columns.end - columns.start,
    height: rows.end - rows.start,
  };
  for await (const strip of pixelStrips(bitmap, { part, ground: '#ffffff' })) {
    resampler.take(strip.data, rows.start + strip.y, strip.rows);
  }
  return { width: size[1], height: size[0], data: resampler.finish() };
}
