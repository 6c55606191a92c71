// What Winograd's F(2x2, 3x3) makes of a tile of the input, and of the products a tile of the output.

import { between, PANEL, storePanel, VECTOR } from '../panels.as';

/** Four neighbours of a row, transformed, to four planes. */
function storeRow(v: usize, plane: usize, d0: v128, d1: v128, d2: v128, d3: v128): void {
  v128.store(v, f32x4.sub(d0, d2));
  v128.store(v + plane, f32x4.add(d1, d2));
  v128.store(v + 2 * plane, f32x4.sub(d2, d1));
  v128.store(v + 3 * plane, f32x4.sub(d1, d3));
}

/** Bᵀ d B of a tile of the input, the four by four pixels from `x` on. Steps are bytes. */
export function transformTile(v: usize, plane: usize, x: usize, row: usize, pixel: usize): void {
  const end = x + pixel;
  for (; x < end; x += VECTOR, v += VECTOR) {
    for (let i: u32 = 0; i < 4; i++) {
      // The rows of Bᵀ: d0 - d2, d1 + d2, d2 - d1, d1 - d3.
      const a = x + (i == 0 ? 0 : i == 2 ? 2 * row : row);
      const b = x + (i < 2 ? 2 * row : i == 2 ? row : 3 * row);
      let d0 = v128.load(a);
      let d1 = v128.load(a + pixel);
      let d2 = v128.load(a + 2 * pixel);
      let d3 = v128.load(a + 3 * pixel);
      if (i == 1) {
        d0 = f32x4.add(d0, v128.load(b));
        d1 = f32x4.add(d1, v128.load(b + pixel));
        d2 = f32x4.add(d2, v128.load(b + 2 * pixel));
        d3 = f32x4.add(d3, v128.load(b + 3 * pixel));
      } else {
        d0 = f32x4.sub(d0, v128.load(b));
        d1 = f32x4.sub(d1, v128.load(b + pixel));
        d2 = f32x4.sub(d2, v128.load(b + 2 * pixel));
        d3 = f32x4.sub(d3, v128.load(b + 3 * pixel));
      }
      storeRow(v + <usize>(4 * i) * plane, plane, d0, d1, d2, d3);
    }
  }
}

/** A column of four planes' products, summed for the tile's upper pixels: m0 + m1 + m2. */
export function upper(m: usize, plane: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(m), v128.load(m + 4 * plane)), v128.load(m + 8 * plane));
}

/** The same for its lower pixels: m1 - m2 - m3. */
export function lower(m: usize, plane: usize): v128 {
  return f32x4.sub(f32x4.sub(v128.load(m + 4 * plane), v128.load(m + 8 * plane)), v128.load(m + 12 * plane));
}

/** One row of a tile's output, from its columns' sums `p` and `q`, the first and the second half of a panel. */
export function storeOutput(
  y: usize,
  pixel: usize,
  count: u32,
  beside: bool,
  bias: usize,
  clamped: bool,
  low: f32,
  high: f32,
  p0: v128,
  p1: v128,
  p2: v128,
  p3: v128,
  q0: v128,
  q1: v128,
  q2: v128,
  q3: v128,
): void {
  let left0 = f32x4.add(f32x4.add(p0, p1), p2);
  let left1 = f32x4.add(f32x4.add(q0, q1), q2);
  let right0 = f32x4.sub(f32x4.sub(p1, p2), p3);
  let right1 = f32x4.sub(f32x4.sub(q1, q2), q3);
  if (bias) {
    const b0 = v128.load(bias);
    const b1 = v128.load(bias, VECTOR);
    left0 = f32x4.add(left0, b0);
    left1 = f32x4.add(left1, b1);
    right0 = f32x4.add(right0, b0);
    right1 = f32x4.add(right1, b1);
  }
  if (clamped) {
    const floor = f32x4.splat(low);
    const ceiling = f32x4.splat(high);
    left0 = between(left0, floor, ceiling);
    left1 = between(left1, floor, ceiling);
    right0 = between(right0, floor, ceiling);
    right1 = between(right1, floor, ceiling);
  }
  if (count < PANEL) {
    storePanel(y, left0, left1, count);
    if (beside) storePanel(y + pixel, right0, right1, count);
    return;
  }
  v128.store(y, left0);
  v128.store(y, left1, VECTOR);
  if (!beside) return;
  v128.store(y + pixel, right0);
  v128.store(y + pixel, right1, VECTOR);
}
