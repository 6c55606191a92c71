import { enlarge } from '../core/pictures/enlarge';
import type { PixelImage } from '../core/pictures/pixel-image';
import { putBytes } from './picture-bytes';

/** Twice what is shown, for screens of two pixels a point. */
const LONGEST_SIDE = 144;

/**
 * A small copy of a picture as a file of a few kilobytes, or of a smaller one a copy whose pixels are squares; null where this
 * thread cannot draw.
 */
export async function thumbnailOf(picture: PixelImage): Promise<Blob | null> {
  if (!('OffscreenCanvas' in globalThis)) return null;
  const longest = Math.max(picture.width, picture.height);
  if (2 * longest <= LONGEST_SIDE) {
    const squares = enlarge(picture, Math.floor(LONGEST_SIDE / longest));
    const exact = new OffscreenCanvas(squares.width, squares.height);
    putBytes(exact, squares);
    return exact.convertToBlob({ type: 'image/png' });
  }
  const { width, height } = picture;
  const whole = new OffscreenCanvas(width, height);
  putBytes(whole, picture);
  const scale = Math.min(1, LONGEST_SIDE / longest);
  const small = new OffscreenCanvas(
    Math.max(1, Math.round(scale * width)),
    Math.max(1, Math.round(scale * height)),
  );
  const context = small.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, small.width, small.height);
  return small.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
