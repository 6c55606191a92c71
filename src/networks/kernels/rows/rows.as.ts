// Layer normalisation and softmax of rows, and their gradients, for the memory of TF.js's WASM backend, in AssemblyScript. Every
// pointer is a byte address there, every tensor float32 and `[rows, width]`. Each function does rows `from` to `to`.

import { exponential } from '../exponential.as';
import { BYTES, loadPart, storePart } from '../panels.as';

/** `y = scale * (x - mean) / √(variance + epsilon) + offset` */
export function layerNorm(
  y: usize,
  x: usize,
  scale: usize,
  offset: usize,
  width: u32,
  epsilon: f32,
  from: u32,
  to: u32,
): void {
  const row = <usize>width * BYTES;
  for (let r = from; r < to; r++) {
    const source = x + <usize>r * row;
    const out = y + <usize>r * row;
    const mean = meanOf(source, width);
    const inverse = inverseDeviation(source, width, mean, epsilon);
    const means = f32x4.splat(mean);
    const inverses = f32x4.splat(inverse);
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      const standard = f32x4.mul(f32x4.sub(part(source + at, width - i), means), inverses);
      const scaled = f32x4.mul(standard, part(scale + at, width - i));
      storePart(out + at, f32x4.add(scaled, part(offset + at, width - i)), width - i);
    }
  }
}

/** `dx = (g - mean(g) - standard * mean(g * standard)) / √(variance + epsilon)` with `g = scale * dy`. */
export function layerNormGradient(
  dx: usize,
  dy: usize,
  x: usize,
  scale: usize,
  width: u32,
  epsilon: f32,
  from: u32,
  to: u32,
): void {
  const row = <usize>width * BYTES;
  for (let r = from; r < to; r++) {
    const source = x + <usize>r * row;
    const above = dy + <usize>r * row;
    const out = dx + <usize>r * row;
    const mean = meanOf(source, width);
    const inverse = inverseDeviation(source, width, mean, epsilon);
    const means = f32x4.splat(mean);
    const inverses = f32x4.splat(inverse);
    let sums = f32x4.splat(0);
    let products = f32x4.splat(0);
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      // Beyond the row's end the gradient is 0, whatever stands for the value.
      const g = f32x4.mul(part(above + at, width - i), part(scale + at, width - i));
      const standard = f32x4.mul(f32x4.sub(part(source + at, width - i), means), inverses);
      sums = f32x4.add(sums, g);
      products = f32x4.add(products, f32x4.mul(g, standard));
    }
    const sum = f32x4.splat(horizontal(sums) / <f32>width);
    const along = f32x4.splat(horizontal(products) / <f32>width);
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      const g = f32x4.mul(part(above + at, width - i), part(scale + at, width - i));
      const standard = f32x4.mul(f32x4.sub(part(source + at, width - i), means), inverses);
      const rest = f32x4.sub(f32x4.sub(g, sum), f32x4.mul(standard, along));
      storePart(out + at, f32x4.mul(rest, inverses), width - i);
    }
  }
}

/** `y = e^(x - max) / Σ e^(x - max)` */
export function softmax(y: usize, x: usize, width: u32, from: u32, to: u32): void {
  const row = <usize>width * BYTES;
  for (let r = from; r < to; r++) {
    const source = x + <usize>r * row;
    const out = y + <usize>r * row;
    let largest: f32 = load<f32>(source);
    for (let i: u32 = 1; i < width; i++) largest = max(largest, load<f32>(source + <usize>i * BYTES));
    const most = f32x4.splat(largest);
    let sum: f32 = 0;
    let sums = f32x4.splat(0);
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      const values = exponential(f32x4.sub(part(source + at, width - i), most));
      storePart(out + at, values, width - i);
      if (width - i >= 4) sums = f32x4.add(sums, values);
      else for (let rest = i; rest < width; rest++) sum += load<f32>(out + <usize>rest * BYTES);
    }
    const share = f32x4.splat(<f32>1 / (sum + horizontal(sums)));
    for (let i: u32 = 0; i < width; i += 4) {
      const at = out + <usize>i * BYTES;
      storePart(at, f32x4.mul(part(at, width - i), share), width - i);
    }
  }
}

/** `dx = y * (dy - Σ dy * y)` */
export function softmaxGradient(dx: usize, dy: usize, y: usize, width: u32, from: u32, to: u32): void {
  const row = <usize>width * BYTES;
  for (let r = from; r < to; r++) {
    const above = dy + <usize>r * row;
    const value = y + <usize>r * row;
    const out = dx + <usize>r * row;
    let sums = f32x4.splat(0);
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      sums = f32x4.add(sums, f32x4.mul(part(above + at, width - i), part(value + at, width - i)));
    }
    const along = f32x4.splat(horizontal(sums));
    for (let i: u32 = 0; i < width; i += 4) {
      const at = <usize>i * BYTES;
      const rest = f32x4.sub(part(above + at, width - i), along);
      storePart(out + at, f32x4.mul(part(value + at, width - i), rest), width - i);
    }
  }
}

/** Four values of a row, zeros beyond its end. */
function part(at: usize, count: u32): v128 {
  return count >= 4 ? v128.load(at) : loadPart(at, count);
}

function meanOf(x: usize, width: u32): f32 {
  let sums = f32x4.splat(0);
  for (let i: u32 = 0; i < width; i += 4) sums = f32x4.add(sums, part(x + <usize>i * BYTES, width - i));
  return horizontal(sums) / <f32>width;
}

function inverseDeviation(x: usize, width: u32, mean: f32, epsilon: f32): f32 {
  const means = f32x4.splat(mean);
  let sums = f32x4.splat(0);
  const wide = width & ~3;
  for (let i: u32 = 0; i < wide; i += 4) {
    const centred = f32x4.sub(v128.load(x + <usize>i * BYTES), means);
    sums = f32x4.add(sums, f32x4.mul(centred, centred));
  }
  let sum = horizontal(sums);
  for (let i = wide; i < width; i++) {
    const centred = load<f32>(x + <usize>i * BYTES) - mean;
    sum += centred * centred;
  }
  return <f32>1 / sqrt<f32>(sum / <f32>width + epsilon);
}

function horizontal(sums: v128): f32 {
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    f32x4.extract_lane(sums, 2) +
    f32x4.extract_lane(sums, 3)
  );
}
