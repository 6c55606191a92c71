import type { PixelImage } from '../core/pictures/pixel-image';
import { putBytes } from './picture-bytes';

/** Twice what is shown, for screens of two pixels a point. */
const LONGEST_SIDE = 144;

/** A small copy of a picture as a file of a few kilobytes; null where this thread cannot draw. */
export async function thumbnailOf(picture: PixelImage): Promise<Blob | null> {
  if (!('OffscreenCanvas' in globalThis)) return null;
  const { width, height } = picture;
  const whole = new OffscreenCanvas(width, height);
  putBytes(whole, picture);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
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
