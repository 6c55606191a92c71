// A picture's channels in another order or another form.

import { BLOCK, BYTES, CHANNELS } from './pixels.as';

/** Opaque RGBA of so many pixels, four bytes each, of whole numbers 0..255 `[pixels, 3]`. */
export function packPixels(rgba: usize, bytes: usize, pixels: u32): void {
  const opaque = i32x4.splat(0xff000000);
  const wide = pixels & ~3;
  for (let i: u32 = 0; i < wide; i += 4) {
    const a = i32x4.trunc_sat_f32x4_u(v128.load(bytes));
    const b = i32x4.trunc_sat_f32x4_u(v128.load(bytes, 16));
    const c = i32x4.trunc_sat_f32x4_u(v128.load(bytes, 32));
    const rgb = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(a, b), i16x8.narrow_i32x4_u(c, i32x4.splat(0)));
    const placed = i8x16.swizzle(rgb, i8x16(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
    v128.store(rgba, v128.or(placed, opaque));
    rgba += 16;
    bytes += BLOCK;
  }
  for (let i = wide; i < pixels; i++) {
    for (let c: usize = 0; c < CHANNELS; c++) store<u8>(rgba + c, <u8>load<f32>(bytes + c * BYTES));
    store<u8>(rgba, 255, 3);
    rgba += 4;
    bytes += CHANNELS * BYTES;
  }
}

/** Pictures of so many pixels with their channels the other way round: RGB to BGR and back. */
export function reverseChannels(out: usize, x: usize, pixels: u32): void {
  const end = out + <usize>pixels * CHANNELS * BYTES;
  for (; out < end; out += CHANNELS * BYTES, x += CHANNELS * BYTES) {
    const first = load<f32>(x);
    store<f32>(out, load<f32>(x, 8));
    store<f32>(out, load<f32>(x, 4), 4);
    store<f32>(out, first, 8);
  }
}
