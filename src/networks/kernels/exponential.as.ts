// The exponential function, of four float32 and of sixteen.

import { between } from './panels.as';

/** Added to a value below 2^22 it leaves no bits behind the point: the nearest whole number stands in the lowest. */
const ROUNDS: f32 = 12582912;

/** `e^x` within two units in the last place, from x = -87 to 88; what lies beyond gives what stands there. Cephes' polynomial. */
export function exponential(x: v128): v128 {
  const held = between(x, f32x4.splat(-87.3), f32x4.splat(88.37));
  const rounded = f32x4.add(f32x4.mul(held, f32x4.splat(1.44269504)), f32x4.splat(ROUNDS));
  const power = f32x4.sub(rounded, f32x4.splat(ROUNDS));
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
  return timesPower(sum, rounded);
}

/** A value of 0 and more with the sign of another. */
export function withSignOf(size: v128, x: v128): v128 {
  return v128.or(size, v128.and(x, i32x4.splat(0x80000000)));
}

/**
 * The exponentials of sixteen values, in place. Of four vectors side by side each of the polynomial's numbers is brought into a
 * register once, which takes longer than what is done with it.
 */
export function exponentials(at: usize): void {
  const low = f32x4.splat(-87.3);
  const high = f32x4.splat(88.37);
  let a = between(v128.load(at), low, high);
  let b = between(v128.load(at, 16), low, high);
  let c = between(v128.load(at, 32), low, high);
  let d = between(v128.load(at, 48), low, high);
  const rounds = f32x4.splat(ROUNDS);
  let n = f32x4.splat(1.44269504);
  const roundedA = f32x4.add(f32x4.mul(a, n), rounds);
  const powerA = f32x4.sub(roundedA, rounds);
  const roundedB = f32x4.add(f32x4.mul(b, n), rounds);
  const powerB = f32x4.sub(roundedB, rounds);
  const roundedC = f32x4.add(f32x4.mul(c, n), rounds);
  const powerC = f32x4.sub(roundedC, rounds);
  const roundedD = f32x4.add(f32x4.mul(d, n), rounds);
  const powerD = f32x4.sub(roundedD, rounds);
  n = f32x4.splat(0.693359375);
  a = f32x4.sub(a, f32x4.mul(powerA, n));
  b = f32x4.sub(b, f32x4.mul(powerB, n));
  c = f32x4.sub(c, f32x4.mul(powerC, n));
  d = f32x4.sub(d, f32x4.mul(powerD, n));
  n = f32x4.splat(-0.00021219444);
  a = f32x4.sub(a, f32x4.mul(powerA, n));
  b = f32x4.sub(b, f32x4.mul(powerB, n));
  c = f32x4.sub(c, f32x4.mul(powerC, n));
  d = f32x4.sub(d, f32x4.mul(powerD, n));
  n = f32x4.splat(0.000198756915);
  let sumA = f32x4.mul(n, a);
  let sumB = f32x4.mul(n, b);
  let sumC = f32x4.mul(n, c);
  let sumD = f32x4.mul(n, d);
  n = f32x4.splat(0.0013981999507);
  sumA = f32x4.mul(f32x4.add(sumA, n), a);
  sumB = f32x4.mul(f32x4.add(sumB, n), b);
  sumC = f32x4.mul(f32x4.add(sumC, n), c);
  sumD = f32x4.mul(f32x4.add(sumD, n), d);
  n = f32x4.splat(0.0083334519073);
  sumA = f32x4.mul(f32x4.add(sumA, n), a);
  sumB = f32x4.mul(f32x4.add(sumB, n), b);
  sumC = f32x4.mul(f32x4.add(sumC, n), c);
  sumD = f32x4.mul(f32x4.add(sumD, n), d);
  n = f32x4.splat(0.041665795894);
  sumA = f32x4.mul(f32x4.add(sumA, n), a);
  sumB = f32x4.mul(f32x4.add(sumB, n), b);
  sumC = f32x4.mul(f32x4.add(sumC, n), c);
  sumD = f32x4.mul(f32x4.add(sumD, n), d);
  n = f32x4.splat(0.16666665459);
  sumA = f32x4.mul(f32x4.add(sumA, n), a);
  sumB = f32x4.mul(f32x4.add(sumB, n), b);
  sumC = f32x4.mul(f32x4.add(sumC, n), c);
  sumD = f32x4.mul(f32x4.add(sumD, n), d);
  n = f32x4.splat(0.5);
  sumA = f32x4.add(f32x4.mul(f32x4.mul(f32x4.add(sumA, n), a), a), a);
  sumB = f32x4.add(f32x4.mul(f32x4.mul(f32x4.add(sumB, n), b), b), b);
  sumC = f32x4.add(f32x4.mul(f32x4.mul(f32x4.add(sumC, n), c), c), c);
  sumD = f32x4.add(f32x4.mul(f32x4.mul(f32x4.add(sumD, n), d), d), d);
  n = f32x4.splat(1);
  v128.store(at, timesPower(f32x4.add(sumA, n), roundedA));
  v128.store(at, timesPower(f32x4.add(sumB, n), roundedB), 16);
  v128.store(at, timesPower(f32x4.add(sumC, n), roundedC), 32);
  v128.store(at, timesPower(f32x4.add(sumD, n), roundedD), 48);
}

/** A value of about 1 times two to the whole power that `rounded` has in its lowest bits: added to its exponent. */
function timesPower(value: v128, rounded: v128): v128 {
  return i32x4.add(value, i32x4.shl(rounded, 23));
}
