import { createRandom } from '../../random/seeded-random';
import { blurredBytes, noisyBytes } from '../byte-pictures';
import type { PixelImage } from '../pixel-image';
import { medianFiltered, withBits } from './levels';
import { cropped, throughSmaller } from './resize';
import { screenPhoto } from './screen-photo';

/** What happens to pictures on their way, and what may be done to them before a network sees them. */
export const TRANSFORMS = ['jpeg', 'resize', 'blur', 'crop', 'noise', 'bits', 'median', 'screen'] as const;
export type TransformId = (typeof TRANSFORMS)[number];

/**
 * A transform and how much of it: `jpeg` quality in percent, `resize` to percent of the sides and back, `blur` sigma in pixels,
 * `crop` percent off each side, `noise` deviation in grey levels, `bits` a colour, `median` window in pixels, `screen` slant in
 * percent.
 */
export interface PictureTransform {
  readonly id: TransformId;
  readonly amount: number;
}

/** A picture saved as JPEG of a quality from 0 to 100, and opened again. */
export type JpegCopy = (image: PixelImage, quality: number) => Promise<PixelImage>;

/** The quality that a camera saves a photo of a screen with. */
export const CAMERA_QUALITY = 85;
/** A blur reaches this many deviations. */
const REACH = 4;

/** A picture transformed, of the same size. `seed` draws the noise. */
export async function transformed(
  image: PixelImage,
  { id, amount }: PictureTransform,
  { jpeg, seed }: { readonly jpeg: JpegCopy; readonly seed: number },
): Promise<PixelImage> {
  const { width, height, data } = image;
  switch (id) {
    case 'jpeg':
      return jpeg(image, amount);
    case 'resize':
      return throughSmaller(image, amount / 100);
    case 'blur':
      return { width, height, data: blurredBytes(data, width, height, amount, Math.ceil(REACH * amount)) };
    case 'crop':
      return cropped(image, amount / 100);
    case 'noise':
      return { width, height, data: noisyBytes(data, amount, createRandom(seed)) };
    case 'bits':
      return withBits(image, amount);
    case 'median':
      return medianFiltered(image, amount);
    case 'screen':
      return jpeg(screenPhoto(image, amount / 100), CAMERA_QUALITY);
    default:
      return id satisfies never;
  }
}
