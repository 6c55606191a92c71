import type { Size } from '../pictures/size';
import { clampBox, type Box } from './box';

/** A box with whole edges, inside the photo and at least one pixel wide and high. */
export function wholePixels(box: Box, photo: Size): Box {
  const inside = clampBox(box, photo.width, photo.height);
  const x = Math.min(photo.width - 1, Math.round(inside.x));
  const y = Math.min(photo.height - 1, Math.round(inside.y));
  return {
    x,
    y,
    width: Math.max(1, Math.round(inside.x + inside.width) - x),
    height: Math.max(1, Math.round(inside.y + inside.height) - y),
  };
}

/** A box moved by some pixels, as far as the photo reaches; its size stays. */
export function moved(box: Box, dx: number, dy: number, photo: Size): Box {
  const within = (at: number, room: number): number => Math.min(Math.max(0, room), Math.max(0, at));
  return {
    ...box,
    x: within(box.x + dx, photo.width - box.width),
    y: within(box.y + dy, photo.height - box.height),
  };
}

/** A box whose right and lower edges are moved by some pixels, as far as the photo reaches. */
export function resized(box: Box, dx: number, dy: number, photo: Size): Box {
  const within = (length: number, room: number): number => Math.min(room, Math.max(1, length));
  return {
    ...box,
    width: within(box.width + dx, photo.width - box.x),
    height: within(box.height + dy, photo.height - box.y),
  };
}

/** The box between two corners, in any order, with whole edges inside the photo. */
export function between(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
  photo: Size,
): Box {
  return wholePixels(
    {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    },
    photo,
  );
}
