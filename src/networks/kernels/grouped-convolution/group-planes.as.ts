// A band of a picture's rows, group by group.

import { BYTES } from '../panels.as';
import { clear, copyLine } from './interleaved-groups.as';

/**
 * Copies `rows` rows of `columns` pixels, from `(top, left)` of a picture on, for sets `firstSet` to `endSet` of `lanes` groups: each
 * to a plane of its own, `[rows, columns, channels, lanes]`. What lies outside the picture is 0.
 */
export function copyBand(
  planes: usize,
  x: usize,
  picture: i32,
  height: i32,
  width: i32,
  groups: i32,
  channels: i32,
  lanes: i32,
  top: i32,
  left: i32,
  rows: i32,
  columns: i32,
  firstSet: i32,
  endSet: i32,
): void {
  const pixelBytes = <usize>(channels * lanes) * BYTES;
  const rowBytes = <usize>columns * pixelBytes;
  const planeBytes = <usize>rows * rowBytes;
  const step = <usize>(groups * channels) * BYTES;
  for (let row = 0; row < rows; row++) {
    const line = planes + <usize>row * rowBytes;
    const source = top + row;
    const inside = source >= 0 && source < height;
    const begin = inside ? min(columns, max(0, -left)) : columns;
    const end = inside ? max(begin, min(columns, width - left)) : columns;
    const pixel = (picture * height + source) * width + left + begin;
    for (let set = firstSet; set < endSet; set++) {
      const to = line + <usize>(set - firstSet) * planeBytes;
      const present = min(lanes, groups - set * lanes);
      const from = to + <usize>begin * pixelBytes;
      const until = to + <usize>end * pixelBytes;
      const at = x + <usize>((pixel * groups + set * lanes) * channels) * BYTES;
      clear(to, from);
      copyLine(from, until, at, step, channels, lanes, present);
      clear(until, to + rowBytes);
    }
  }
}
