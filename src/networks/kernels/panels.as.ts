// What convolutions of every kind do with vectors, in AssemblyScript.

const PANEL: u32 = 8;
const VECTOR: usize = 16;

/** One product and sum of four values. */
export function plus(sum: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

export function between(value: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, low), high);
}

/** Stores the first `count` of a panel's values; a whole panel where there are more. */
export function storePanel(at: usize, first: v128, second: v128, count: u32): void {
  if (count >= PANEL) {
    v128.store(at, first);
    v128.store(at, second, VECTOR);
    return;
  }
  if (count >= 4) {
    v128.store(at, first);
    first = second;
    at += VECTOR;
    count -= 4;
  }
  if (count > 0) store<f32>(at, f32x4.extract_lane(first, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(first, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(first, 2), 8);
}
