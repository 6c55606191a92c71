// Activation functions and their gradients for the memory of TF.js's WASM backend, in AssemblyScript, four values at a time and in
// one pass. Every pointer is a byte address there, every tensor float32.

import { exponential, exponentials } from '../exponential.as';
import { BYTES, loadPart, storePart, VECTOR } from '../panels.as';
import { Formula, LAST_BENT } from './formulas.as';

/** Values of a part. */
export const BLOCK: u32 = 2048;

/** `y = f(x)` for `size` values in parts of `BLOCK`; `a` and `b` are the function's alpha and beta. */
export function activate(
  y: usize,
  x: usize,
  which: u32,
  a: f32,
  b: f32,
  size: u32,
  from: u32,
  to: u32,
): void {
  run(y, 0, x, which, f32x4.splat(a), f32x4.splat(b), from * BLOCK, min(to * BLOCK, size));
}

/** `dx = dy * f'(x)`, likewise. */
export function activationGradient(
  dx: usize,
  dy: usize,
  x: usize,
  which: u32,
  a: f32,
  b: f32,
  size: u32,
  from: u32,
  to: u32,
): void {
  run(dx, dy, x, which, f32x4.splat(a), f32x4.splat(b), from * BLOCK, min(to * BLOCK, size));
}

/**
 * Either, from the `i`-th value to the `end`-th; `dy` is 0 for the function itself. Exponentials of sixteen values at a time lie for
 * a moment where the result will.
 */
function run(out: usize, dy: usize, x: usize, which: u32, alpha: v128, beta: v128, i: u32, end: u32): void {
  for (; i + 16 <= end; i += 16) {
    const first = <usize>i * BYTES;
    const last = first + 4 * VECTOR;
    if (which <= LAST_BENT) {
      for (let at = first; at < last; at += VECTOR)
        v128.store(out + at, Formula.powerOf(v128.load(x + at), which));
      exponentials(out + first);
    }
    for (let at = first; at < last; at += VECTOR) {
      const values = v128.load(x + at);
      const e = v128.load(out + at);
      const made = dy
        ? f32x4.mul(v128.load(dy + at), Formula.slopeOf(values, e, which, alpha, beta))
        : Formula.valueOf(values, e, which, alpha, beta);
      v128.store(out + at, made);
    }
  }
  for (; i < end; i += 4) {
    const at = <usize>i * BYTES;
    const values = loadPart(x + at, end - i);
    const e = exponential(Formula.powerOf(values, which));
    const made = dy
      ? f32x4.mul(loadPart(dy + at, end - i), Formula.slopeOf(values, e, which, alpha, beta))
      : Formula.valueOf(values, e, which, alpha, beta);
    storePart(out + at, made, end - i);
  }
}
