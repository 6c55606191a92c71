// The exponential function of four float32, and what is made of it.

import { between } from './panels.as';

/** `e^x` within two units in the last place, from x = -87 to 88; what lies beyond gives what stands there. Cephes' polynomial. */
export function exponential(x: v128): v128 {
  const held = between(x, f32x4.splat(-87.3), f32x4.splat(88.37));
  const power = f32x4.nearest(f32x4.mul(held, f32x4.splat(1.44269504)));
  const rest = f32x4.sub(
    f32x4.sub(held, f32x4.mul(power, f32x4.splat(0.693359375))),
    f32x4.mul(power, f32x4.splat(-0.00021219444)),
  );
  let sum = f32x4.splat(0.000198756915);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.0013981999507));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.0083334519073));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.041665795894));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.16666665459));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(sum, rest), rest), rest), f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  return f32x4.mul(sum, scale);
}

/** `1 / (1 + e^-x)` */
export function logistic(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

/** Cephes' polynomial near 0, where `1 - 2 / (e^2x + 1)` would lose digits. */
export function hyperbolicTangent(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exponential(f32x4.add(size, size)), one)));
  const square = f32x4.mul(x, x);
  let sum = f32x4.splat(-0.00570498872745);
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.0206390887954));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.0537397155531));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.133314422036));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.333332819422));
  const near = f32x4.add(f32x4.mul(f32x4.mul(sum, square), x), x);
  return v128.bitselect(withSignOf(far, x), near, f32x4.gt(size, f32x4.splat(0.625)));
}

/** A value of 0 and more with the sign of another. */
export function withSignOf(size: v128, x: v128): v128 {
  return v128.or(size, v128.and(x, i32x4.splat(0x80000000)));
}
