// The product of windows and one panel of a few groups.

import { TILE } from '../convolution/windows.as';
import { BYTES, PANEL, PANEL_BYTES, VECTOR, between, plus } from '../panels.as';
import { spread, storeGroups, WholePanel } from './interleaved-groups.as';

/**
 * One panel for all `pixels` of a list: of each, the offset of its window in `plane` and its place in `y`, `PLACE` bytes after. A
 * window is `rows` by `columns` runs of `runBytes`. `T` has as many values as there are lanes.
 */
export function convolvePanel<T>(
  y: usize,
  list: usize,
  plane: usize,
  w: usize,
  bias: usize,
  pixels: u32,
  rows: u32,
  columns: u32,
  runBytes: usize,
  rowStep: usize,
  columnStep: usize,
  clamped: bool,
  ceiling: f32,
  count: u32,
  present: u32,
  group: usize,
): void {
  const lanes = <u32>(sizeof<T>() / BYTES);
  const whole = present == lanes && count * lanes >= PANEL;
  const floor = f32x4.splat(0);
  const top = f32x4.splat(ceiling);
  const start0 = bias ? v128.load(bias) : floor;
  const start1 = bias ? v128.load(bias, VECTOR) : floor;
  for (let pixel: u32 = 0; pixel < pixels; pixel += TILE, list += <usize>TILE * 2 * BYTES) {
    let b = w;
    let c00 = start0;
    let c01 = start1;
    let c10 = start0;
    let c11 = start1;
    let c20 = start0;
    let c21 = start1;
    let c30 = start0;
    let c31 = start1;
    let c40 = start0;
    let c41 = start1;
    for (let row: u32 = 0; row < rows; row++) {
      for (let column: u32 = 0; column < columns; column++) {
        const run = plane + <usize>row * rowStep + <usize>column * columnStep;
        let a0 = run + <usize>load<u32>(list);
        let a1 = run + <usize>load<u32>(list, 8);
        let a2 = run + <usize>load<u32>(list, 16);
        let a3 = run + <usize>load<u32>(list, 24);
        let a4 = run + <usize>load<u32>(list, 32);
        const end = a0 + runBytes;
        while (a0 < end) {
          const b0 = v128.load(b);
          const b1 = v128.load(b, VECTOR);
          b += PANEL_BYTES;
          const x0 = spread<T>(a0);
          c00 = plus(c00, x0, b0);
          c01 = plus(c01, x0, b1);
          a0 += sizeof<T>();
          const x1 = spread<T>(a1);
          c10 = plus(c10, x1, b0);
          c11 = plus(c11, x1, b1);
          a1 += sizeof<T>();
          const x2 = spread<T>(a2);
          c20 = plus(c20, x2, b0);
          c21 = plus(c21, x2, b1);
          a2 += sizeof<T>();
          const x3 = spread<T>(a3);
          c30 = plus(c30, x3, b0);
          c31 = plus(c31, x3, b1);
          a3 += sizeof<T>();
          const x4 = spread<T>(a4);
          c40 = plus(c40, x4, b0);
          c41 = plus(c41, x4, b1);
          a4 += sizeof<T>();
        }
      }
    }
    if (clamped) {
      c00 = between(c00, floor, top);
      c01 = between(c01, floor, top);
      c10 = between(c10, floor, top);
      c11 = between(c11, floor, top);
      c20 = between(c20, floor, top);
      c21 = between(c21, floor, top);
      c30 = between(c30, floor, top);
      c31 = between(c31, floor, top);
      c40 = between(c40, floor, top);
      c41 = between(c41, floor, top);
    }
    // Hardly ever less than all of them, which is stored without a call for each.
    if (whole && pixel + TILE <= pixels) {
      WholePanel.store<T>(y + <usize>load<u32>(list, 4), c00, c01, group);
      WholePanel.store<T>(y + <usize>load<u32>(list, 12), c10, c11, group);
      WholePanel.store<T>(y + <usize>load<u32>(list, 20), c20, c21, group);
      WholePanel.store<T>(y + <usize>load<u32>(list, 28), c30, c31, group);
      WholePanel.store<T>(y + <usize>load<u32>(list, 36), c40, c41, group);
      continue;
    }
    storeGroups<T>(y + <usize>load<u32>(list, 4), c00, c01, count, present, group);
    if (pixel + 1 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 12), c10, c11, count, present, group);
    if (pixel + 2 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 20), c20, c21, count, present, group);
    if (pixel + 3 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 28), c30, c31, count, present, group);
    if (pixel + 4 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 36), c40, c41, count, present, group);
  }
}
