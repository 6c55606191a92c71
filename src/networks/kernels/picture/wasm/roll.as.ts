// A picture moved within its frame.

import { BYTES } from './pixels.as';

/** `x` `[batch, height, width, channels]` rolled `dx` pixels to the right and `dy` down, `0 <= dx < width`, `0 <= dy < height`. */
export function roll(
  out: usize,
  x: usize,
  batch: u32,
  height: u32,
  width: u32,
  channels: u32,
  dx: u32,
  dy: u32,
): void {
  const pixel = <usize>channels * BYTES;
  const row = <usize>width * pixel;
  const shifted = <usize>dx * pixel;
  const picture = <usize>height * row;
  for (let n: u32 = 0; n < batch; n++) {
    for (let v: u32 = 0; v < height; v++) {
      const to = out + <usize>((v + dy) % height) * row;
      const from = x + <usize>v * row;
      memory.copy(to + shifted, from, row - shifted);
      memory.copy(to, from + row - shifted, shifted);
    }
    out += picture;
    x += picture;
  }
}
