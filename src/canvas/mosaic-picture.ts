import type { PixelImage } from '../core/pictures/pixel-image';
import { fittedPicture } from '../core/pictures/transforms/resize';

/** So much on either side of what a thumbnail shows. */
const SIDE = 144;

/** At most four pictures of a view's work in one square, the first at the top left; null of none. */
export function mosaicPicture(pictures: readonly PixelImage[]): PixelImage | null {
  const [first] = pictures;
  if (!first) return null;
  const across = pictures.length < 4 ? 1 : 2;
  const side = SIDE / across;
  const data = new Uint8ClampedArray(4 * SIDE * SIDE).fill(255);
  for (const [place, picture] of pictures.slice(0, across * across).entries()) {
    const part = fittedPicture(picture, [side, side], 'squash');
    const [left, top] = [side * (place % across), side * Math.floor(place / across)];
    for (let row = 0; row < side; row++)
      data.set(part.data.subarray(4 * side * row, 4 * side * (row + 1)), 4 * ((top + row) * SIDE + left));
  }
  return { width: SIDE, height: SIDE, data };
}
