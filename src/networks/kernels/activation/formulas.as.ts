// The formulas of the activation functions and of their slopes, of four float32 at a time. What each function is stands in
// activation-functions.ts.

import { withSignOf } from '../exponential.as';
import { between } from '../panels.as';

export const SIGMOID = 0;
export const SILU = 1;
export const TANH = 2;
export const SOFTPLUS = 3;
export const MISH = 4;
export const ELU = 5;
export const GELU = 6;
export const GELU_TANH = 7;
export const ERF = 8;
export const HARD_SIGMOID = 9;
export const HARD_SWISH = 10;
export const LEAKY_RELU = 11;
export const CLIP = 12;
export const SOFTSIGN = 13;
/** The functions up to here are made of a power of e. */
export const LAST_BENT: u32 = ERF;

const SIXTH: f32 = 0.16666667;
const THIRD: f32 = 0.33333334;
const ROOT_HALF: f32 = 0.70710678;
/** `1 / √(2π)` */
const DENSITY: f32 = 0.39894228;
/** `√(2 / π)` */
const ROOT: f32 = 0.79788456;
const BEND: f32 = 0.044715;

/** Written out wherever they are called, which a call for every four values would make a third slower. */
export class Formula {
  /** Of which power of e a function and its slope are made. */
  @inline
  static powerOf(x: v128, which: u32): v128 {
    switch (which) {
      case SIGMOID:
      case SILU:
        return f32x4.neg(x);
      case TANH:
        return twice(f32x4.abs(x));
      case SOFTPLUS:
        return f32x4.neg(f32x4.abs(x));
      case MISH:
        return f32x4.pmin(x, f32x4.splat(20));
      case GELU:
        return f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5));
      case GELU_TANH:
        return twice(f32x4.abs(bent(x, f32x4.mul(x, x))));
      case ERF:
        return f32x4.neg(f32x4.mul(x, x));
      default:
        return x;
    }
  }

  /** `f(x)`; `e` is the exponential of that power. */
  @inline
  static valueOf(x: v128, e: v128, which: u32, a: v128, b: v128): v128 {
    const zero = f32x4.splat(0);
    const one = f32x4.splat(1);
    switch (which) {
      case SIGMOID:
        return f32x4.div(one, f32x4.add(one, e));
      case SILU:
        return f32x4.div(x, f32x4.add(one, e));
      case TANH:
        return hyperbolicTangent(x, e);
      case SOFTPLUS:
        return f32x4.add(f32x4.pmax(zero, x), logarithm(e));
      case MISH:
        return f32x4.mul(x, softened(e));
      case ELU: {
        const below = f32x4.mul(a, f32x4.sub(e, one));
        return f32x4.mul(b, v128.bitselect(x, below, f32x4.gt(x, zero)));
      }
      case GELU:
        return f32x4.mul(x, normalBelow(x, e));
      case GELU_TANH: {
        const t = hyperbolicTangent(bent(x, f32x4.mul(x, x)), e);
        return f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), f32x4.add(one, t));
      }
      case ERF:
        return errorFunction(x, e);
      case HARD_SIGMOID:
        return between(f32x4.add(f32x4.mul(x, a), b), zero, one);
      case HARD_SWISH:
        return f32x4.mul(
          x,
          between(f32x4.add(f32x4.mul(x, f32x4.splat(SIXTH)), f32x4.splat(0.5)), zero, one),
        );
      case LEAKY_RELU:
        return v128.bitselect(x, f32x4.mul(x, a), f32x4.gt(x, zero));
      case CLIP:
        return between(x, a, b);
      default:
        return f32x4.div(x, f32x4.add(f32x4.abs(x), one));
    }
  }

  /** `f'(x)`, likewise. */
  @inline
  static slopeOf(x: v128, e: v128, which: u32, a: v128, b: v128): v128 {
    const zero = f32x4.splat(0);
    const one = f32x4.splat(1);
    switch (which) {
      case SIGMOID: {
        const s = f32x4.div(one, f32x4.add(one, e));
        return f32x4.mul(s, f32x4.sub(one, s));
      }
      case SILU: {
        const s = f32x4.div(one, f32x4.add(one, e));
        return f32x4.mul(s, f32x4.add(one, f32x4.mul(x, f32x4.sub(one, s))));
      }
      case TANH: {
        const t = hyperbolicTangent(x, e);
        return f32x4.sub(one, f32x4.mul(t, t));
      }
      case SOFTPLUS: {
        // σ(|x|) above 0, σ(-|x|) below.
        const s = f32x4.div(one, f32x4.add(one, e));
        return v128.bitselect(s, f32x4.mul(s, e), f32x4.gt(x, zero));
      }
      case MISH: {
        const t = softened(e);
        const s = f32x4.div(e, f32x4.add(one, e));
        return f32x4.add(t, f32x4.mul(f32x4.mul(x, s), f32x4.sub(one, f32x4.mul(t, t))));
      }
      case ELU:
        return f32x4.mul(b, v128.bitselect(one, f32x4.mul(a, e), f32x4.gt(x, zero)));
      case GELU:
        return f32x4.add(normalBelow(x, e), f32x4.mul(f32x4.mul(x, e), f32x4.splat(DENSITY)));
      case GELU_TANH: {
        const square = f32x4.mul(x, x);
        const t = hyperbolicTangent(bent(x, square), e);
        const within = f32x4.mul(f32x4.add(f32x4.mul(square, f32x4.splat(3 * BEND)), one), f32x4.splat(ROOT));
        const more = f32x4.mul(f32x4.mul(x, f32x4.sub(one, f32x4.mul(t, t))), within);
        return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(t, one), more));
      }
      case ERF:
        return f32x4.mul(e, f32x4.splat((2 * DENSITY) / ROOT_HALF));
      case HARD_SIGMOID:
        return v128.and(a, inside(f32x4.add(f32x4.mul(x, a), b), zero, one));
      case HARD_SWISH: {
        const three = f32x4.splat(3);
        const middle = f32x4.add(f32x4.mul(x, f32x4.splat(THIRD)), f32x4.splat(0.5));
        return v128.or(
          v128.and(middle, inside(x, f32x4.splat(-3), three)),
          v128.and(one, f32x4.gt(x, three)),
        );
      }
      case LEAKY_RELU:
        return v128.bitselect(one, a, f32x4.gt(x, zero));
      case CLIP:
        return v128.and(one, inside(x, a, b));
      default: {
        const d = f32x4.add(f32x4.abs(x), one);
        return f32x4.div(one, f32x4.mul(d, d));
      }
    }
  }
}

function twice(x: v128): v128 {
  return f32x4.add(x, x);
}

/** `e` is `e^(2 |x|)`. Cephes' polynomial near 0, where `1 - 2 / (e + 1)` would lose digits. */
function hyperbolicTangent(x: v128, e: v128): v128 {
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const square = f32x4.mul(x, x);
  let sum = f32x4.splat(-0.00570498872745);
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.0206390887954));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.0537397155531));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.133314422036));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.333332819422));
  const near = f32x4.add(f32x4.mul(f32x4.mul(sum, square), x), x);
  return v128.bitselect(withSignOf(far, x), near, f32x4.gt(f32x4.abs(x), f32x4.splat(0.625)));
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

/** `tanh(log(1 + e))`, which is `(e² + 2 e) / (e² + 2 e + 2)`. */
function softened(e: v128): v128 {
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
