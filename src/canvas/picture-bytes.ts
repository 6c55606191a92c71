import type { PixelImage } from '../core/pictures/pixel-image';

/** A picture of so few pixels a side is shown as the pixels it is: between them there is nothing to see. */
const LARGEST_SMALL = 64;

/** Puts bytes on a canvas, pixel for pixel; sizes the canvas to them. Nothing is rescaled or colour-managed. */
export function putBytes(canvas: HTMLCanvasElement | OffscreenCanvas, picture: PixelImage): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  if ('dataset' in canvas)
    canvas.dataset['small'] = String(Math.max(picture.width, picture.height) <= LARGEST_SMALL);
  // Both kinds of canvas give the same context; TypeScript cannot call a union of overloads.
  const context = (canvas as OffscreenCanvas).getContext('2d');
  context?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
}
