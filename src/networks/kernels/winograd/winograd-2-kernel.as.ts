// The kernel's part of Winograd's F(2x2, 3x3), see winograd-2.as.ts.

import { BYTES, loadPart, PANEL, PANEL_BYTES } from '../panels.as';

/** Numbers of a transformed tile, each in a plane of its own: `[PLANES, tiles, channels]`, row by row of four by four. */
export const PLANES: u32 = 16;

/** The four numbers of a transformed kernel that three of its taps in a line make, to planes `step` bytes apart. */
function storeLine(u: usize, step: usize, g0: v128, g1: v128, g2: v128): void {
  const half = f32x4.splat(0.5);
  const ends = f32x4.mul(half, f32x4.add(g0, g2));
  const middle = f32x4.mul(half, g1);
  v128.store(u, g0);
  v128.store(u + step, f32x4.add(ends, middle));
  v128.store(u + 2 * step, f32x4.sub(ends, middle));
  v128.store(u + 3 * step, g2);
}

/** G g Gᵀ of every pair of channels of a kernel `[3, 3, inputs, outputs]`, as `[panels, PLANES, inputs, PANEL]`. */
export function transformKernel(u: usize, w: usize, inputs: u32, outputs: u32): void {
  const tap = <usize>(inputs * outputs) * BYTES;
  const line = <usize>3 * tap;
  const plane = <usize>inputs * PANEL_BYTES;
  const half = f32x4.splat(0.5);
  const filled = (outputs + PANEL - 1) & ~(PANEL - 1);
  for (let first: u32 = 0; first < filled; first += 4) {
    const count = <i32>outputs - <i32>first;
    const panel = u + <usize>((first / PANEL) * PLANES) * plane + <usize>(first % PANEL) * BYTES;
    for (let i: u32 = 0; i < inputs; i++) {
      const from = w + <usize>(i * outputs + first) * BYTES;
      const to = panel + <usize>i * PANEL_BYTES;
      const a0 = loadPart(from, count);
      const a1 = loadPart(from + tap, count);
      const a2 = loadPart(from + 2 * tap, count);
      const b0 = f32x4.mul(half, loadPart(from + line, count));
      const b1 = f32x4.mul(half, loadPart(from + line + tap, count));
      const b2 = f32x4.mul(half, loadPart(from + line + 2 * tap, count));
      const c0 = loadPart(from + 2 * line, count);
      const c1 = loadPart(from + 2 * line + tap, count);
      const c2 = loadPart(from + 2 * line + 2 * tap, count);
      const e0 = f32x4.mul(half, f32x4.add(a0, c0));
      const e1 = f32x4.mul(half, f32x4.add(a1, c1));
      const e2 = f32x4.mul(half, f32x4.add(a2, c2));
      storeLine(to, plane, a0, a1, a2);
      storeLine(to + 4 * plane, plane, f32x4.add(e0, b0), f32x4.add(e1, b1), f32x4.add(e2, b2));
      storeLine(to + 8 * plane, plane, f32x4.sub(e0, b0), f32x4.sub(e1, b1), f32x4.sub(e2, b2));
      storeLine(to + 12 * plane, plane, c0, c1, c2);
    }
  }
}
