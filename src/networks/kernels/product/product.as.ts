// Products of many small matrices for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there,
// every tensor float32.

import { BYTES, PANEL, PANEL_BYTES, plus, storePanel, VECTOR } from '../panels.as';

/** Rows that are computed together. */
export const ROWS: u32 = 5;

/**
 * Second factors `[many, k, p]`, or `[many, p, k]` where `turned`, as `[many, p / PANEL, k, PANEL]`, filled up with zeros. Panels
 * `from` to `to` of all.
 */
export function packPanels(out: usize, b: usize, k: u32, p: u32, turned: bool, from: u32, to: u32): void {
  const panels = (p + PANEL - 1) / PANEL;
  const across = turned ? <usize>k * BYTES : BYTES;
  const down = turned ? BYTES : <usize>p * BYTES;
  for (let index = from; index < to; index++) {
    const panel = index % panels;
    const count = min(PANEL, p - panel * PANEL);
    let source = b + <usize>(index / panels) * <usize>k * <usize>p * BYTES + <usize>(panel * PANEL) * across;
    let target = out + <usize>index * <usize>k * PANEL_BYTES;
    for (let i: u32 = 0; i < k; i++, source += down, target += PANEL_BYTES) {
      if (!turned && count == PANEL) {
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, VECTOR), VECTOR);
        continue;
      }
      for (let c: u32 = 0; c < PANEL; c++) {
        const value: f32 = c < count ? load<f32>(source + <usize>c * across) : 0;
        store<f32>(target + <usize>c * BYTES, value);
      }
    }
  }
}

/**
 * `y[m, p] = Σ a[m, k] * b[k, p]` of each of many, `b` in panels. A row of `a` and the next are `rowStep` bytes apart, two of its
 * values `step`. Parts `from` to `to`: `ROWS` rows each, those of one matrix before the next one's.
 */
export function multiplyPanels(
  y: usize,
  a: usize,
  b: usize,
  m: u32,
  k: u32,
  p: u32,
  rowStep: usize,
  step: usize,
  from: u32,
  to: u32,
): void {
  const tiles = (m + ROWS - 1) / ROWS;
  const panels = (p + PANEL - 1) / PANEL;
  const panelBytes = <usize>k * PANEL_BYTES;
  const rowBytes = <usize>p * BYTES;
  for (let index = from; index < to; index++) {
    const which = <usize>(index / tiles);
    const first = (index % tiles) * ROWS;
    const rows = min(ROWS, m - first);
    // Rows that are not there are read as the last that is, and not kept.
    const start = a + which * <usize>m * <usize>k * BYTES + <usize>first * rowStep;
    const s1 = start + (rows > 1 ? rowStep : 0);
    const s2 = s1 + (rows > 2 ? rowStep : 0);
    const s3 = s2 + (rows > 3 ? rowStep : 0);
    const s4 = s3 + (rows > 4 ? rowStep : 0);
    let panelAt = b + which * <usize>panels * panelBytes;
    let out = y + (which * <usize>m + <usize>first) * rowBytes;
    for (let panel: u32 = 0; panel < panels; panel++, out += PANEL_BYTES) {
      let a0 = start;
      let a1 = s1;
      let a2 = s2;
      let a3 = s3;
      let a4 = s4;
      let c00 = f32x4.splat(0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      let c40 = c00;
      let c41 = c00;
      const end = panelAt + panelBytes;
      while (panelAt < end) {
        const b0 = v128.load(panelAt);
        const b1 = v128.load(panelAt, VECTOR);
        panelAt += PANEL_BYTES;
        const x0 = v128.load32_splat(a0);
        c00 = plus(c00, x0, b0);
        c01 = plus(c01, x0, b1);
        a0 += step;
        const x1 = v128.load32_splat(a1);
        c10 = plus(c10, x1, b0);
        c11 = plus(c11, x1, b1);
        a1 += step;
        const x2 = v128.load32_splat(a2);
        c20 = plus(c20, x2, b0);
        c21 = plus(c21, x2, b1);
        a2 += step;
        const x3 = v128.load32_splat(a3);
        c30 = plus(c30, x3, b0);
        c31 = plus(c31, x3, b1);
        a3 += step;
        const x4 = v128.load32_splat(a4);
        c40 = plus(c40, x4, b0);
        c41 = plus(c41, x4, b1);
        a4 += step;
      }
      const count = p - panel * PANEL;
      storePanel(out, c00, c01, count);
      if (rows > 1) storePanel(out + rowBytes, c10, c11, count);
      if (rows > 2) storePanel(out + 2 * rowBytes, c20, c21, count);
      if (rows > 3) storePanel(out + 3 * rowBytes, c30, c31, count);
      if (rows > 4) storePanel(out + 4 * rowBytes, c40, c41, count);
    }
  }
}
