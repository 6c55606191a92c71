import type { PixelImage } from '../core/pictures/pixel-image';
import type { Size } from '../core/pictures/size';

/** A picture of so few pixels a side is shown as the pixels it is: between them there is nothing to see. */
const LARGEST_SMALL = 64;

/** Whether a picture is shown as the pixels it is. */
export function isSmall({ width, height }: Size): boolean {
  return Math.max(width, height) <= LARGEST_SMALL;
}

/** Has an image that is loaded shown as the pixels it is, where it is small. */
export function markSmall(image: HTMLImageElement): void {
  image.dataset['small'] = String(isSmall({ width: image.naturalWidth, height: image.naturalHeight }));
}

/** Puts bytes on a canvas, pixel for pixel; sizes the canvas to them. Nothing is rescaled or colour-managed. */
export function putBytes(canvas: HTMLCanvasElement | OffscreenCanvas, picture: PixelImage): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  if ('dataset' in canvas) canvas.dataset['small'] = String(isSmall(picture));
  // Both kinds of canvas give the same context; TypeScript cannot call a union of overloads.
  const context = (canvas as OffscreenCanvas).getContext('2d');
  context?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
}
