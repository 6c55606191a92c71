// Where the windows of a convolution lie.

import { BYTES } from '../panels.as';

/** Output pixels that are computed together: with two vectors each they fill the sixteen registers of x86, not more. */
export const TILE: u32 = 5;

/** Copies `[batch, height, row]` into the middle of `[batch, top + height + bottom, left + row + right]`; the rest is 0. */
export function pad(
  out: usize,
  x: usize,
  batch: u32,
  height: u32,
  rowBytes: usize,
  top: u32,
  bottom: u32,
  leftBytes: usize,
  rightBytes: usize,
): void {
  const wide = leftBytes + rowBytes + rightBytes;
  for (let n: u32 = 0; n < batch; n++) {
    memory.fill(out, 0, <usize>top * wide);
    out += <usize>top * wide;
    for (let row: u32 = 0; row < height; row++) {
      memory.fill(out, 0, leftBytes);
      memory.copy(out + leftBytes, x, rowBytes);
      memory.fill(out + leftBytes + rowBytes, 0, rightBytes);
      out += wide;
      x += rowBytes;
    }
    memory.fill(out, 0, <usize>bottom * wide);
    out += <usize>bottom * wide;
  }
}

/**
 * Writes where in the input each output pixel's window begins, pixel by pixel, and repeats the last one until the list fills
 * whole tiles, which are read and not kept. Steps are bytes of the padded input.
 */
export function locateWindows(
  list: usize,
  x: usize,
  batch: u32,
  outHeight: u32,
  outWidth: u32,
  pictureStep: usize,
  rowStep: usize,
  columnStep: usize,
): void {
  let at = x;
  for (let n: u32 = 0; n < batch; n++, x += pictureStep) {
    let line = x;
    for (let row: u32 = 0; row < outHeight; row++, line += rowStep) {
      at = line;
      for (let column: u32 = 0; column < outWidth; column++, at += columnStep, list += BYTES) {
        store<u32>(list, <u32>at);
      }
    }
  }
  at -= columnStep;
  for (let rest = TILE - 1; rest > 0; rest--, list += BYTES) store<u32>(list, <u32>at);
}
