import type { Size } from '../../../core/pictures/size';
import type { Transform } from '../ascent';
import { type AxisMatrix, axisMatrix, separable } from './separable';

/** How a picture is resized within its frame: how much larger it is, and where its middle goes, in pixels off the frame's. */
export interface Resizing {
  readonly scale: number;
  readonly right: number;
  readonly down: number;
}

/**
 * The picture made larger or smaller about its middle and moved, bilinear; what leaves the frame is cut off, and where nothing
 * is left, there is the mean colour (z-score 0).
 */
export function resized({ width, height }: Size, { scale, right, down }: Resizing): Transform {
  return separable(axis(height, scale, down), axis(width, scale, right));
}

function axis(length: number, scale: number, shift: number): AxisMatrix {
  const middle = length / 2;
  return axisMatrix(length, length, (place, add) => {
    const source = (place + 0.5 - middle - shift) / scale + middle - 0.5;
    const first = Math.floor(source);
    for (const [at, share] of [
      [first, first + 1 - source],
      [first + 1, source - first],
    ] as const)
      if (at >= 0 && at < length) add(at, share);
  });
}
