// How a picture's values lie: three vectors of four values are four whole pixels.

export const BYTES: usize = 4;
export const CHANNELS: u32 = 3;
/** Bytes of four pixels. */
export const BLOCK: usize = 48;

/** The first of three vectors that hold `a b c` four times over; the second begins with `b`, the third with `c`. */
export function spread(a: f32, b: f32, c: f32): v128 {
  return f32x4.replace_lane(f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(a), 1, b), 2, c), 3, a);
}
