import type { Fit } from '../../records/recipe';
import { keptParts, planFit } from '../fit-plan';
import type { PixelImage } from '../pixel-image';
import { createResampler } from '../resample';
import { resampleTaps } from '../resample-taps';

/** A picture fitted to `[height, width]` as a photo of its size is, bit for bit; opaque. */
export function fittedPicture(
  image: PixelImage,
  [height, width]: readonly [number, number],
  fit: Fit,
): PixelImage {
  const plan = planFit(image, [height, width], fit);
  const { source, resized, filter } = plan;
  const { across, down } = keptParts(plan);
  const resampler = createResampler(
    resampleTaps(source.w, resized.width, filter, across),
    resampleTaps(source.h, resized.height, filter, down),
  );
  const { rows, columns } = resampler;
  const stride = columns.end - columns.start;
  for (let row = rows.start; row < rows.end; row++) {
    const from = 4 * ((source.y + row) * image.width + source.x + columns.start);
    resampler.take(image.data.slice(from, from + 4 * stride), row, 1);
  }
  return { width, height, data: resampler.finish() };
}

/** A picture made smaller to `share` of its sides and stretched back, bilinear both ways as Pillow does it. */
export function throughSmaller(image: PixelImage, share: number): PixelImage {
  const { width, height } = image;
  const less = (side: number): number => Math.max(1, Math.round(share * side));
  const small = fittedPicture(image, [less(height), less(width)], 'squash');
  return fittedPicture(small, [height, width], 'squash');
}

/** A picture with `share` of its width and height cut off at each side, stretched back to its size. */
export function cropped(image: PixelImage, share: number): PixelImage {
  const { width, height, data } = image;
  const left = Math.min(Math.round(share * width), Math.floor((width - 1) / 2));
  const top = Math.min(Math.round(share * height), Math.floor((height - 1) / 2));
  const inner = { width: width - 2 * left, height: height - 2 * top };
  const kept = new Uint8ClampedArray(4 * inner.width * inner.height);
  for (let y = 0; y < inner.height; y++) {
    const from = 4 * ((y + top) * width + left);
    kept.set(data.subarray(from, from + 4 * inner.width), 4 * y * inner.width);
  }
  return fittedPicture({ ...inner, data: kept }, [height, width], 'squash');
}
