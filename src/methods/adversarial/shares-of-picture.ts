import type { Box } from '../../core/localisation/box';
import type { Size } from '../../core/pictures/size';

/** A box in hundredths: its sides of the picture's, its place of the room that it leaves. */
export interface Shares {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/** The box of a picture that these are, its edges whole pixels; at least a pixel wide and high. */
export function boxOfShares(shares: Shares, picture: Size): Box {
  const width = Math.max(1, Math.round((shares.width / 100) * picture.width));
  const height = Math.max(1, Math.round((shares.height / 100) * picture.height));
  return {
    x: Math.round((shares.left / 100) * (picture.width - width)),
    y: Math.round((shares.top / 100) * (picture.height - height)),
    width,
    height,
  };
}

/** The hundredths of a box, to a tenth: that is less than half a pixel in pictures of up to 900. */
export function sharesOf({ x, y, width, height }: Box, picture: Size): Shares {
  const share = (part: number, whole: number): number =>
    whole === 0 ? 0 : Math.min(100, Math.max(0, Math.round((1000 * part) / whole) / 10));
  return {
    width: Math.max(1, share(width, picture.width)),
    height: Math.max(1, share(height, picture.height)),
    left: share(x, picture.width - width),
    top: share(y, picture.height - height),
  };
}
