import type { Size } from '../pictures/size';

/** A rectangle of pixels; `bottom` and `right` lie just outside it. */
export interface Window {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * Square windows of `patch` pixels at every `stride`, row by row: `floor((H - patch) / stride) + 1` down and likewise
 * across, so a rest smaller than the stride stays uncovered at the bottom and right. A patch larger than the picture is
 * cut to it.
 */
export function slidingWindows({ height, width }: Size, patch: number, stride: number): Window[] {
  const [tall, wide] = [Math.min(patch, height), Math.min(patch, width)];
  const windows: Window[] = [];
  for (let top = 0; top + tall <= height; top += stride) {
    for (let left = 0; left + wide <= width; left += stride) {
      windows.push({ top, left, bottom: top + tall, right: left + wide });
    }
  }
  return windows;
}
