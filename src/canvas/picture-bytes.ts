/** RGBA bytes of a picture, alpha 255, `width * height * 4`, row-major. */
export interface PictureBytes {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Puts bytes on a canvas, pixel for pixel; sizes the canvas to them. Nothing is rescaled or colour-managed. */
export function putBytes(canvas: HTMLCanvasElement | OffscreenCanvas, picture: PictureBytes): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  // Both kinds of canvas give the same context; TypeScript cannot call a union of overloads.
  const context = (canvas as OffscreenCanvas).getContext('2d');
  context?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
}
