import { putBytes } from '../../canvas/picture-bytes';
import type { JpegCopy } from '../../core/pictures/transforms/picture-transform';
import { decodeImage } from '../../photo/image-intake';
import { readFitted } from '../../photo/read-fitted';

/** A picture saved as JPEG by this browser's encoder and opened again by the page's own decoder. */
export const jpegCopy: JpegCopy = async (image, quality) => {
  const canvas = new OffscreenCanvas(image.width, image.height);
  putBytes(canvas, image);
  const file = await canvas.convertToBlob({ type: 'image/jpeg', quality: quality / 100 });
  const { bitmap } = await decodeImage(file);
  try {
    return await readFitted(bitmap, [image.height, image.width], 'squash');
  } finally {
    bitmap.close();
  }
};
