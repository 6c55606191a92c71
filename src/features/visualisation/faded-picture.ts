import type { Frame } from '../../core/records/frame';
import type { PixelImage } from '../../core/pictures/pixel-image';

/** A frame's picture with what the network has cared for as its alpha; null where a frame does not tell it. */
export function fadedPicture({ width, height, pixels, opacity }: Frame): PixelImage | null {
  if (!pixels || !opacity) return null;
  const data = pixels.slice();
  opacity.forEach((alpha, i) => (data[4 * i + 3] = alpha));
  return { width, height, data };
}
