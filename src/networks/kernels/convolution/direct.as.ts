// The product of windows and panels that every convolution here comes down to.

import { between, BYTES, PANEL, PANEL_BYTES, plus, storePanel, VECTOR } from '../panels.as';
import { TILE } from './windows.as';

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
      let out = y + <usize>first * BYTES + <usize>pixel * pixelBytes;
      // Hardly ever less than all of them, which is stored without a call for each.
      if (count >= PANEL && pixel + TILE <= pixels) {
        v128.store(out, c00);
        v128.store(out, c01, VECTOR);
        out += pixelBytes;
        v128.store(out, c10);
        v128.store(out, c11, VECTOR);
        out += pixelBytes;
        v128.store(out, c20);
        v128.store(out, c21, VECTOR);
        out += pixelBytes;
        v128.store(out, c30);
        v128.store(out, c31, VECTOR);
        out += pixelBytes;
        v128.store(out, c40);
        v128.store(out, c41, VECTOR);
      } else {
        storePanel(out, c00, c01, count);
        if (pixel + 1 < pixels) storePanel(out + pixelBytes, c10, c11, count);
        if (pixel + 2 < pixels) storePanel(out + 2 * pixelBytes, c20, c21, count);
        if (pixel + 3 < pixels) storePanel(out + 3 * pixelBytes, c30, c31, count);
        if (pixel + 4 < pixels) storePanel(out + 4 * pixelBytes, c40, c41, count);
      }
    }
  }
}
