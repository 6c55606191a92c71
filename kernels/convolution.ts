// Convolution for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC. `npm run kernels` compiles this file into src/networks/ops/convolution-wasm-code.ts, once with
// relaxed SIMD's fused multiply-add and once without.

const BYTES: usize = 4;
const VECTOR: usize = 16;

/** Output channels that are computed together: two vectors. Kernels come in panels of so many, `[panels, taps, PANEL]`. */
const PANEL: u32 = 8;
const PANEL_BYTES: usize = 32;

/** Output pixels that are computed together: with two vectors each they fill the sixteen registers of x86, not more. */
const TILE: u32 = 5;

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
 * whole tiles. Steps are bytes of the padded input.
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

/** One product and sum of four values. */
function plus(sum: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

function between(value: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, low), high);
}

/** Stores the first `count` of a panel's values; a whole panel where there are more. */
function storePanel(at: usize, first: v128, second: v128, count: u32): void {
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

/**
 * Part of a convolution, `y[pixel, o] = clamp(bias[o] + Σ x[window + tap] * w[tap, o], low, high)` for `pixels` in all. A
 * window is `rows` by `columns` runs of `runBytes` each, `rowStep` and `columnStep` bytes apart: neighbouring taps of a row
 * are neighbours in memory too, so a row of an undilated window is one run. `bias`, filled up to whole panels, may be 0 for
 * none. One of the tiles of pixels and the panels of outputs is walked once, the other again and again for each: with
 * `panelsOuter` the panels. `from` and `to` count those walked once.
 */
export function convolve(
  y: usize,
  windows: usize,
  w: usize,
  bias: usize,
  pixels: u32,
  outputs: u32,
  rows: u32,
  columns: u32,
  runBytes: usize,
  rowStep: usize,
  columnStep: usize,
  clamped: bool,
  low: f32,
  high: f32,
  panelsOuter: bool,
  from: u32,
  to: u32,
): void {
  const inner = panelsOuter ? (pixels + TILE - 1) / TILE : (outputs + PANEL - 1) / PANEL;
  const panelBytes = <usize>(rows * columns) * runBytes * PANEL;
  const pixelBytes = <usize>outputs * BYTES;
  const last = pixels - 1;
  const floor = f32x4.splat(low);
  const ceiling = f32x4.splat(high);
  for (let o = from; o < to; o++) {
    for (let i: u32 = 0; i < inner; i++) {
      const panel = panelsOuter ? o : i;
      const pixel = (panelsOuter ? i : o) * TILE;
      const list = windows + <usize>pixel * BYTES;
      let b = w + <usize>panel * panelBytes;

      const start = bias + <usize>panel * PANEL_BYTES;
      let c00 = bias ? v128.load(start) : f32x4.splat(0);
      let c01 = bias ? v128.load(start, VECTOR) : f32x4.splat(0);
      let c10 = c00;
      let c11 = c01;
      let c20 = c00;
      let c21 = c01;
      let c30 = c00;
      let c31 = c01;
      let c40 = c00;
      let c41 = c01;

      for (let row: u32 = 0; row < rows; row++) {
        for (let column: u32 = 0; column < columns; column++) {
          const offset = <usize>row * rowStep + <usize>column * columnStep;
          let a0 = <usize>load<u32>(list) + offset;
          let a1 = <usize>load<u32>(list, 4) + offset;
          let a2 = <usize>load<u32>(list, 8) + offset;
          let a3 = <usize>load<u32>(list, 12) + offset;
          let a4 = <usize>load<u32>(list, 16) + offset;
          const end = a0 + runBytes;
          while (a0 < end) {
            const b0 = v128.load(b);
            const b1 = v128.load(b, VECTOR);
            b += PANEL_BYTES;
            const x0 = v128.load32_splat(a0);
            c00 = plus(c00, x0, b0);
            c01 = plus(c01, x0, b1);
            a0 += BYTES;
            const x1 = v128.load32_splat(a1);
            c10 = plus(c10, x1, b0);
            c11 = plus(c11, x1, b1);
            a1 += BYTES;
            const x2 = v128.load32_splat(a2);
            c20 = plus(c20, x2, b0);
            c21 = plus(c21, x2, b1);
            a2 += BYTES;
            const x3 = v128.load32_splat(a3);
            c30 = plus(c30, x3, b0);
            c31 = plus(c31, x3, b1);
            a3 += BYTES;
            const x4 = v128.load32_splat(a4);
            c40 = plus(c40, x4, b0);
            c41 = plus(c41, x4, b1);
            a4 += BYTES;
          }
        }
      }

      if (clamped) {
        c00 = between(c00, floor, ceiling);
        c01 = between(c01, floor, ceiling);
        c10 = between(c10, floor, ceiling);
        c11 = between(c11, floor, ceiling);
        c20 = between(c20, floor, ceiling);
        c21 = between(c21, floor, ceiling);
        c30 = between(c30, floor, ceiling);
        c31 = between(c31, floor, ceiling);
        c40 = between(c40, floor, ceiling);
        c41 = between(c41, floor, ceiling);
      }
      const first = panel * PANEL;
      const count = outputs - first;
      const out = y + <usize>first * BYTES;
      // Pixels past the end are the last one again.
      storePanel(out + <usize>pixel * pixelBytes, c00, c01, count);
      storePanel(out + <usize>min(pixel + 1, last) * pixelBytes, c10, c11, count);
      storePanel(out + <usize>min(pixel + 2, last) * pixelBytes, c20, c21, count);
      storePanel(out + <usize>min(pixel + 3, last) * pixelBytes, c30, c31, count);
      storePanel(out + <usize>min(pixel + 4, last) * pixelBytes, c40, c41, count);
    }
  }
}
