import type { Size } from '../../../core/pictures/size';
import { mapBox, type Box } from '../../../core/localisation/box';
import { wholePixels } from '../../../core/localisation/box-moves';
import { sourceWindow } from '../../../core/pictures/fit-plan';
import type { Fit } from '../../../core/records/recipe';

/** A box of the network's picture in the photo's own pixels: what fitting squashed or cut away is undone. Edges are whole. */
export function toPhoto(box: Box, fitted: Size, photo: Size, fit: Fit): Box {
  const { x, y, w, h } = sourceWindow(photo, [fitted.height, fitted.width], fit);
  return wholePixels(mapBox(box, fitted, { x, y, width: w, height: h }), photo);
}
