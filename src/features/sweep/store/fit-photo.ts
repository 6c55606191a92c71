import { LabError } from '../../../core/records/lab-error';
import { phrase } from '../../../words/say';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Fit } from '../../../core/records/recipe';
import { imageStore } from '../../../page/photo/image-store';
import { fitBitmap } from '../../../photo/picture-fit';

/**
 * The page's photo at a network's `[height, width]`.
 * @throws LabError `unsupported-image` where there is none.
 */
export async function fitPhotoTo(size: readonly [number, number], fit: Fit): Promise<PixelImage> {
  const { photo } = imageStore.getState();
  if (photo) return fitBitmap(photo.bitmap, size, fit);
  throw new LabError(
    'unsupported-image',
    phrase('There is no picture yet.'),
    phrase('Drop a photo on the page, or choose a sample.'),
  );
}
