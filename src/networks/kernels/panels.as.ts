// Vectors of four float32, and the panels of two of them that the outputs of convolutions of every kind come in.

export const BYTES: usize = 4;
export const VECTOR: usize = 16;

/** Output channels that are computed together: two vectors. Kernels come in panels of so many, `[panels, taps, PANEL]`. */
export const PANEL: u32 = 8;
export const PANEL_BYTES: usize = 32;

/** One product and sum of four values. */
export function plus(sum: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

export function between(value: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, low), high);
}

/** The first `count` of four values, and zeros. */
export function loadPart(at: usize, count: i32): v128 {
  if (count >= 4) return v128.load(at);
  let part = f32x4.splat(0);
  if (count > 0) part = f32x4.replace_lane(part, 0, load<f32>(at));
  if (count > 1) part = f32x4.replace_lane(part, 1, load<f32>(at, 4));
  if (count > 2) part = f32x4.replace_lane(part, 2, load<f32>(at, 8));
  return part;
}

/** Stores the first `count` of four values; all of them where there are more. */
export function storePart(at: usize, values: v128, count: u32): void {
  if (count >= 4) {
    v128.store(at, values);
    return;
  }
  if (count > 0) store<f32>(at, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(values, 2), 8);
}

/** Stores the first `count` of a panel's values; a whole panel where there are more. */
export function storePanel(at: usize, first: v128, second: v128, count: u32): void {
  if (count >= PANEL) {
    v128.store(at, first);
    v128.store(at, second, VECTOR);
    return;
  }
  storePart(at, first, count);
  if (count > 4) storePart(at + VECTOR, second, count - 4);
}
