import type { PixelImage } from '../core/pictures/pixel-image';

/** Puts bytes on a canvas, pixel for pixel; sizes the canvas to them. Nothing is rescaled or colour-managed. */
export function putBytes(canvas: HTMLCanvasElement | OffscreenCanvas, picture: PixelImage): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  // Both kinds of canvas give the same context; TypeScript cannot call a union of overloads.
  const context = (canvas as OffscreenCanvas).getContext('2d');
  context?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
}
