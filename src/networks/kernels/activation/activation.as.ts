// Activation functions and their gradients for the memory of TF.js's WASM backend, in AssemblyScript, four values at a time and in
// one pass. Every pointer is a byte address there, every tensor float32. What each function is stands in activation-functions.ts.

import { exponential, hyperbolicTangent, logistic, withSignOf } from '../exponential.as';
import { between, BYTES, loadPart, storePart } from '../panels.as';

/** Values of a part. */
export const BLOCK: u32 = 2048;

export const SIGMOID = 0;
export const SILU = 1;
export const HARD_SIGMOID = 2;
export const HARD_SWISH = 3;
export const TANH = 4;
export const SOFTPLUS = 5;
export const MISH = 6;
export const LEAKY_RELU = 7;
export const ELU = 8;
export const GELU = 9;
export const GELU_TANH = 10;
export const CLIP = 11;
export const SOFTSIGN = 12;
export const ERF = 13;

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
  const end = min(to * BLOCK, size);
  for (let i = from * BLOCK; i < end; i += 4) {
    const at = <usize>i * BYTES;
    const values = end - i >= 4 ? v128.load(x + at) : loadPart(x + at, end - i);
    storePart(y + at, valueOf(values, which, f32x4.splat(a), f32x4.splat(b)), end - i);
  }
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
  const end = min(to * BLOCK, size);
  for (let i = from * BLOCK; i < end; i += 4) {
    const at = <usize>i * BYTES;
    const whole = end - i >= 4;
    const values = whole ? v128.load(x + at) : loadPart(x + at, end - i);
    const above = whole ? v128.load(dy + at) : loadPart(dy + at, end - i);
    const slope = slopeOf(values, which, f32x4.splat(a), f32x4.splat(b));
    storePart(dx + at, f32x4.mul(above, slope), end - i);
  }
}

const SIXTH: f32 = 0.16666667;
const THIRD: f32 = 0.33333334;
const ROOT_HALF: f32 = 0.70710678;
/** `1 / √(2π)` */
const DENSITY: f32 = 0.39894228;
/** `√(2 / π)` */
const ROOT: f32 = 0.79788456;
const BEND: f32 = 0.044715;

function valueOf(x: v128, which: u32, a: v128, b: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  switch (which) {
    case SIGMOID:
      return logistic(x);
    case SILU:
      return f32x4.mul(x, logistic(x));
    case HARD_SIGMOID:
      return between(f32x4.add(f32x4.mul(x, a), b), zero, one);
    case HARD_SWISH:
      return f32x4.mul(x, between(f32x4.add(f32x4.mul(x, f32x4.splat(SIXTH)), f32x4.splat(0.5)), zero, one));
    case TANH:
      return hyperbolicTangent(x);
    case SOFTPLUS:
      return f32x4.add(f32x4.pmax(zero, x), logarithm(exponential(f32x4.neg(f32x4.abs(x)))));
    case MISH:
      return f32x4.mul(x, softened(x));
    case LEAKY_RELU:
      return v128.bitselect(x, f32x4.mul(x, a), f32x4.gt(x, zero));
    case ELU: {
      const below = f32x4.mul(a, f32x4.sub(exponential(x), one));
      return f32x4.mul(b, v128.bitselect(x, below, f32x4.gt(x, zero)));
    }
    case GELU:
      return f32x4.mul(x, normalBelow(x, exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)))));
    case GELU_TANH:
      return f32x4.mul(
        f32x4.mul(x, f32x4.splat(0.5)),
        f32x4.add(one, hyperbolicTangent(bent(x, f32x4.mul(x, x)))),
      );
    case CLIP:
      return between(x, a, b);
    case SOFTSIGN:
      return f32x4.div(x, f32x4.add(f32x4.abs(x), one));
    default:
      return errorFunction(x, exponential(f32x4.neg(f32x4.mul(x, x))));
  }
}

function slopeOf(x: v128, which: u32, a: v128, b: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  switch (which) {
    case SIGMOID: {
      const s = logistic(x);
      return f32x4.mul(s, f32x4.sub(one, s));
    }
    case SILU: {
      const s = logistic(x);
      return f32x4.mul(s, f32x4.add(one, f32x4.mul(x, f32x4.sub(one, s))));
    }
    case HARD_SIGMOID:
      return v128.and(a, inside(f32x4.add(f32x4.mul(x, a), b), zero, one));
    case HARD_SWISH: {
      const three = f32x4.splat(3);
      const middle = f32x4.add(f32x4.mul(x, f32x4.splat(THIRD)), f32x4.splat(0.5));
      return v128.or(v128.and(middle, inside(x, f32x4.splat(-3), three)), v128.and(one, f32x4.gt(x, three)));
    }
    case TANH: {
      const t = hyperbolicTangent(x);
      return f32x4.sub(one, f32x4.mul(t, t));
    }
    case SOFTPLUS:
      return logistic(x);
    case MISH: {
      const t = softened(x);
      return f32x4.add(t, f32x4.mul(f32x4.mul(x, logistic(x)), f32x4.sub(one, f32x4.mul(t, t))));
    }
    case LEAKY_RELU:
      return v128.bitselect(one, a, f32x4.gt(x, zero));
    case ELU:
      return f32x4.mul(b, v128.bitselect(one, f32x4.mul(a, exponential(x)), f32x4.gt(x, zero)));
    case GELU: {
      const e = exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
      return f32x4.add(normalBelow(x, e), f32x4.mul(f32x4.mul(x, e), f32x4.splat(DENSITY)));
    }
    case GELU_TANH: {
      const square = f32x4.mul(x, x);
      const t = hyperbolicTangent(bent(x, square));
      const within = f32x4.mul(f32x4.add(f32x4.mul(square, f32x4.splat(3 * BEND)), one), f32x4.splat(ROOT));
      const more = f32x4.mul(f32x4.mul(x, f32x4.sub(one, f32x4.mul(t, t))), within);
      return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(t, one), more));
    }
    case CLIP:
      return v128.and(one, inside(x, a, b));
    case SOFTSIGN: {
      const d = f32x4.add(f32x4.abs(x), one);
      return f32x4.div(one, f32x4.mul(d, d));
    }
    default:
      return f32x4.mul(exponential(f32x4.neg(f32x4.mul(x, x))), f32x4.splat((2 * DENSITY) / ROOT_HALF));
  }
}

/** All bits where a value lies strictly between two bounds. */
function inside(x: v128, low: v128, high: v128): v128 {
  return v128.and(f32x4.gt(x, low), f32x4.lt(x, high));
}

/** `log(1 + u)` for u from 0 to 1, by the series of `2 artanh(u / (2 + u))`. */
function logarithm(u: v128): v128 {
  const s = f32x4.div(u, f32x4.add(u, f32x4.splat(2)));
  const z = f32x4.mul(s, s);
  let sum = f32x4.splat(0.076923077);
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(0.090909091));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(0.11111111));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(0.14285714));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(0.2));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(0.33333334));
  sum = f32x4.add(f32x4.mul(sum, z), f32x4.splat(1));
  return f32x4.mul(f32x4.add(s, s), sum);
}

/** `tanh(log(1 + e^x))`, which is `(e² + 2 e) / (e² + 2 e + 2)` with `e = e^x`. */
function softened(x: v128): v128 {
  const e = exponential(f32x4.pmin(x, f32x4.splat(20)));
  const two = f32x4.splat(2);
  const top = f32x4.mul(e, f32x4.add(e, two));
  return f32x4.div(top, f32x4.add(top, two));
}

function bent(x: v128, square: v128): v128 {
  const within = f32x4.add(f32x4.mul(square, f32x4.splat(BEND)), f32x4.splat(1));
  return f32x4.mul(f32x4.mul(x, within), f32x4.splat(ROOT));
}

/** Share of the normal distribution below x; `e` is `e^(-x² / 2)`. */
function normalBelow(x: v128, e: v128): v128 {
  const half = f32x4.splat(0.5);
  return f32x4.add(half, f32x4.mul(half, errorFunction(f32x4.mul(x, f32x4.splat(ROOT_HALF)), e)));
}

/** Abramowitz and Stegun 7.1.26, within 1.5e-7; `e` is `e^-x²`. */
function errorFunction(x: v128, e: v128): v128 {
  const one = f32x4.splat(1);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.abs(x), f32x4.splat(0.3275911))));
  let sum = f32x4.splat(1.061405429);
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(-1.453152027));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(1.421413741));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(-0.284496736));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(0.254829592));
  const rest = f32x4.pmax(f32x4.sub(one, f32x4.mul(f32x4.mul(sum, t), e)), f32x4.splat(0));
  return withSignOf(rest, x);
}
