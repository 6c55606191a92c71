// Maps and vectors of one number a channel for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte
// address there, every tensor float32; maps are `[many, rows, width]`, vectors `[many, width]`.

import { BYTES, loadPart, storePart, VECTOR } from '../panels.as';

/** Channels of a part of a sum: four vectors. */
export const CHANNELS: u32 = 16;
/** So many rows are added up for themselves first, so that a long sum keeps its digits. */
const RUN: u32 = 64;

/** `y = x * vector`, every row by its own map's. Rows `from` to `to` of all. */
export function scaleRows(
  y: usize,
  x: usize,
  vector: usize,
  rows: u32,
  width: u32,
  from: u32,
  to: u32,
): void {
  const row = <usize>width * BYTES;
  for (let r = from; r < to; r++) {
    const factors = vector + <usize>(r / rows) * row;
    const source = x + <usize>r * row;
    const out = y + <usize>r * row;
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      const product = f32x4.mul(part(source + at, width - i), part(factors + at, width - i));
      storePart(out + at, product, width - i);
    }
  }
}

/** `y = vector * factor` in every row. Rows `from` to `to` of all. */
export function spreadRows(
  y: usize,
  vector: usize,
  rows: u32,
  width: u32,
  factor: f32,
  from: u32,
  to: u32,
): void {
  const row = <usize>width * BYTES;
  const factors = f32x4.splat(factor);
  for (let r = from; r < to; r++) {
    const source = vector + <usize>(r / rows) * row;
    const out = y + <usize>r * row;
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      storePart(out + at, f32x4.mul(part(source + at, width - i), factors), width - i);
    }
  }
}

/**
 * `vector = factor * Σ x` over rows, or of `x * other` where that is not 0. Parts `from` to `to`, `CHANNELS` channels each, those of
 * one map before the next one's.
 */
export function sumRows(
  vector: usize,
  x: usize,
  other: usize,
  rows: u32,
  width: u32,
  factor: f32,
  from: u32,
  to: u32,
): void {
  const row = <usize>width * BYTES;
  const parts = (width + CHANNELS - 1) / CHANNELS;
  const factors = f32x4.splat(factor);
  for (let index = from; index < to; index++) {
    const map = <usize>(index / parts) * <usize>rows * row;
    const first = (index % parts) * CHANNELS;
    const count = min(CHANNELS, width - first);
    const start = map + <usize>first * BYTES;
    const out = vector + <usize>(index / parts) * row + <usize>first * BYTES;
    if (count < CHANNELS) {
      for (let c: u32 = 0; c < count; c += 4) {
        const from4 = start + <usize>c * BYTES;
        storePart(
          out + <usize>c * BYTES,
          f32x4.mul(sumOfFour(x + from4, other ? other + from4 : 0, rows, row, count - c), factors),
          count - c,
        );
      }
      continue;
    }
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let at = x + start;
    let beside = other + start;
    for (let r: u32 = 0; r < rows;) {
      let t0 = f32x4.splat(0);
      let t1 = t0;
      let t2 = t0;
      let t3 = t0;
      const end = min(rows, r + RUN);
      if (other) {
        for (; r < end; r++, at += row, beside += row) {
          t0 = f32x4.add(t0, f32x4.mul(v128.load(at), v128.load(beside)));
          t1 = f32x4.add(t1, f32x4.mul(v128.load(at, VECTOR), v128.load(beside, VECTOR)));
          t2 = f32x4.add(t2, f32x4.mul(v128.load(at, 32), v128.load(beside, 32)));
          t3 = f32x4.add(t3, f32x4.mul(v128.load(at, 48), v128.load(beside, 48)));
        }
      } else {
        for (; r < end; r++, at += row) {
          t0 = f32x4.add(t0, v128.load(at));
          t1 = f32x4.add(t1, v128.load(at, VECTOR));
          t2 = f32x4.add(t2, v128.load(at, 32));
          t3 = f32x4.add(t3, v128.load(at, 48));
        }
      }
      s0 = f32x4.add(s0, t0);
      s1 = f32x4.add(s1, t1);
      s2 = f32x4.add(s2, t2);
      s3 = f32x4.add(s3, t3);
    }
    v128.store(out, f32x4.mul(s0, factors));
    v128.store(out, f32x4.mul(s1, factors), VECTOR);
    v128.store(out, f32x4.mul(s2, factors), 32);
    v128.store(out, f32x4.mul(s3, factors), 48);
  }
}

function sumOfFour(x: usize, other: usize, rows: u32, row: usize, count: u32): v128 {
  let sum = f32x4.splat(0);
  for (let r: u32 = 0; r < rows;) {
    let run = f32x4.splat(0);
    const end = min(rows, r + RUN);
    for (; r < end; r++, x += row) {
      let value = part(x, count);
      if (other) {
        value = f32x4.mul(value, part(other, count));
        other += row;
      }
      run = f32x4.add(run, value);
    }
    sum = f32x4.add(sum, run);
  }
  return sum;
}

/** Four values of a row, zeros beyond its end. */
function part(at: usize, count: u32): v128 {
  return count >= 4 ? v128.load(at) : loadPart(at, count);
}
