import type { Size } from '../core/pictures/size';
/** A box on the page, in CSS pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The pixel of a picture under a point of the page, the picture filling its box as `object-fit: contain` does; or null. */
export function pixelUnder(point: Place, box: Box, picture: Size): Place | null {
  const zoom = Math.min(box.width / picture.width, box.height / picture.height);
  const x = Math.floor((point.x - box.left - (box.width - zoom * picture.width) / 2) / zoom);
  const y = Math.floor((point.y - box.top - (box.height - zoom * picture.height) / 2) / zoom);
  return x >= 0 && y >= 0 && x < picture.width && y < picture.height ? { x, y } : null;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where a key moves a place to, within a picture: arrows by a pixel, ten of them with Shift; null for other keys. */
export function movedBy(key: string, far: boolean, from: Place, picture: Size): Place | null {
  const move = MOVES[key];
  if (!move) return null;
  const step = far ? 10 : 1;
  const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  return {
    x: within(from.x + step * move[0], picture.width),
    y: within(from.y + step * move[1], picture.height),
  };
}
