import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Photo } from './image-store';

/**
 * What a photo can be opened from again: its file or its address, and of one that came as pixels, as a drawing does, a PNG of
 * these. Throws `unsupported-image` where there is no canvas for it.
 */
export async function photoFile({
  source,
  bitmap,
  width,
  height,
}: Pick<Photo, 'source' | 'bitmap' | 'width' | 'height'>): Promise<Blob | string> {
  if (source !== undefined) return source;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new LabError(
      'unsupported-image',
      phrase('This browser gives no canvas to draw {what} on.', { what: phrase('the picture') }),
      phrase('Close other tabs and try again.'),
    );
  }
  context.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
