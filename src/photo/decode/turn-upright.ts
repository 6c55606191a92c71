import { drawingContext } from './pixel-strips';
import type { Orientation } from './prepared-picture';

/** Where a picture's own axes go: x' = a x + c y + e, y' = b x + d y + f, in a picture of `width` by `height`. */
type Turn = (width: number, height: number) => readonly [number, number, number, number, number, number];

/** EXIF's orientations, by what makes each upright, as in Pillow's `exif_transpose`. */
const TURNS: Readonly<Record<Exclude<Orientation, 1>, Turn>> = {
  2: (w) => [-1, 0, 0, 1, w, 0],
  3: (w, h) => [-1, 0, 0, -1, w, h],
  4: (_, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_, h) => [0, 1, -1, 0, h, 0],
  7: (w, h) => [0, -1, -1, 0, h, w],
  8: (w) => [0, -1, 1, 0, 0, w],
};

/** The bitmap upright, pixel for pixel; closes the one given where it makes another. */
export function turnUpright(bitmap: ImageBitmap, orientation: Orientation): ImageBitmap {
  if (orientation === 1) return bitmap;
  const { width, height } = bitmap;
  const lying = orientation >= 5;
  const context = drawingContext(lying ? height : width, lying ? width : height, {});
  context.imageSmoothingEnabled = false;
  context.setTransform(...TURNS[orientation](width, height));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.canvas.transferToImageBitmap();
}
