/** An upright rectangle: left and top edge, width and height, in whichever pixels its maker says. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Area shared by two boxes over the area covered by either, 0 to 1; 0 where both are empty. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  const covered = a.width * a.height + b.width * b.height - shared;
  return covered > 0 ? shared / covered : 0;
}

/** The part of a box that lies in a picture of `width` x `height`; of no area where none does. */
export function clampBox(box: Box, width: number, height: number): Box {
  const x = Math.min(width, Math.max(0, box.x));
  const y = Math.min(height, Math.max(0, box.y));
  return {
    x,
    y,
    width: Math.max(0, Math.min(width, box.x + box.width) - x),
    height: Math.max(0, Math.min(height, box.y + box.height) - y),
  };
}

/** A box of one picture in the pixels of another: `window` is where all of the first (`from`) lies in the second. */
export function mapBox(
  box: Box,
  from: { readonly width: number; readonly height: number },
  window: Box,
): Box {
  const across = window.width / from.width;
  const down = window.height / from.height;
  return {
    x: window.x + box.x * across,
    y: window.y + box.y * down,
    width: box.width * across,
    height: box.height * down,
  };
}
