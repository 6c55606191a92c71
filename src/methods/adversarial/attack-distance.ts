import { byteDistance } from '../../core/pictures/byte-distance';
import type { Size } from '../../core/pictures/size';
import { lumaOf, similarityTo } from '../../core/pictures/structural-similarity';
import type { Measured } from '../ascent/ascent';

/**
 * What every attack's frames tell of how far their bytes are from the photo's: the norms (`byteDistance`), and `ssim`, the
 * structural similarity of the luma. For pictures that are shown: a step that nobody sees measures nothing.
 */
export function distanceFrom(photo: Uint8ClampedArray, size: Size): (pixels: Uint8ClampedArray) => Measured {
  let similarity: ReturnType<typeof similarityTo> | null = null;
  const luma = new Float32Array(size.width * size.height);
  return (pixels) => {
    similarity ??= similarityTo(lumaOf(photo, size));
    return { ...byteDistance(photo, pixels), ssim: similarity(lumaOf(pixels, size, luma)) };
  };
}
