import type { Box } from '../../../core/localisation/box';
import type { Size } from '../../../core/pictures/size';
import { sharesOf } from '../shares-of-picture';

/** Where a patch is shown, in hundredths: its side of the picture's shorter one, its place of the room that it leaves. */
export interface PatchPlace {
  readonly size: number;
  readonly left: number;
  readonly top: number;
}

/** Ends of its size, in hundredths of the picture's shorter side. */
export const SMALLEST = 5;
export const LARGEST = 80;

/** Where a patch is shown, in pixels of the picture. */
export function patchBox({ size, left, top }: PatchPlace, picture: Size): Box {
  const side = Math.max(1, Math.round((size / 100) * Math.min(picture.width, picture.height)));
  return {
    x: Math.round((left / 100) * (picture.width - side)),
    y: Math.round((top / 100) * (picture.height - side)),
    width: side,
    height: side,
  };
}

/** The place of the patch that a box holds, as large as its longer side and as sizes allow. */
export function patchIn({ x, y, width, height }: Box, picture: Size): PatchPlace {
  const shorter = Math.min(picture.width, picture.height);
  const share = Math.round((1000 * Math.max(width, height)) / shorter) / 10;
  const size = Math.min(LARGEST, Math.max(SMALLEST, share));
  const side = Math.round((size / 100) * shorter);
  const { left, top } = sharesOf({ x, y, width: side, height: side }, picture);
  return { size, left, top };
}
