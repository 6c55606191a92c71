// The three transforms of Winograd's F(4x4, 3x3), each of one line of numbers at a time, every number a vector of four
// channels. Lavin and Gray 2015, https://arxiv.org/abs/1509.09308, evaluate polynomials at 0, ±1, ±2 and infinity; at 0, ±1, ½,
// -2 and infinity the roundings come to half as much (Barabasz et al. 2018, https://arxiv.org/abs/1803.10986, on how points are
// chosen). ±1 must be among them: then pixels that are equal all over a tile come out equal, whatever is rounded, and a max pool
// above finds the first of them.

import { plus } from '../panels.as';

/** The scalars of Lagrange's polynomials at ±1, ½ and -2. */
const AT_ONE: f32 = 1.0 / 3.0;
const AT_HALF: f32 = -16.0 / 15.0;
const AT_TWO: f32 = 1.0 / 15.0;

function nth(at: usize, step: usize, place: usize): v128 {
  return v128.load(at + place * step);
}

/** The transforms of a line. They are written out wherever they are called, which is for every four channels of every line. */
export class Line {
  /** A line of three taps to six numbers: a line of G. Steps are bytes. */
  @inline
  static taps(to: usize, toStep: usize, from: usize, step: usize): void {
    const g0 = nth(from, step, 0);
    const g1 = nth(from, step, 1);
    const g2 = nth(from, step, 2);
    const even = f32x4.mul(f32x4.splat(AT_ONE), f32x4.add(g0, g2));
    const odd = f32x4.mul(f32x4.splat(AT_ONE), g1);
    const half = plus(plus(g0, f32x4.splat(0.5), g1), f32x4.splat(0.25), g2);
    const two = plus(plus(g0, f32x4.splat(-2), g1), f32x4.splat(4), g2);
    v128.store(to, g0);
    v128.store(to + toStep, f32x4.add(odd, even));
    v128.store(to + 2 * toStep, f32x4.sub(odd, even));
    v128.store(to + 3 * toStep, f32x4.mul(f32x4.splat(AT_HALF), half));
    v128.store(to + 4 * toStep, f32x4.mul(f32x4.splat(AT_TWO), two));
    v128.store(to + 5 * toStep, g2);
  }

  /** A line of six pixels to six numbers: a line of Bᵀ. */
  @inline
  static pixels(to: usize, toStep: usize, from: usize, step: usize): void {
    const d0 = nth(from, step, 0);
    const d1 = nth(from, step, 1);
    const d2 = nth(from, step, 2);
    const d3 = nth(from, step, 3);
    const d4 = nth(from, step, 4);
    const d5 = nth(from, step, 5);
    const factor = f32x4.splat(1.5);
    const odd = f32x4.sub(d3, d1);
    const even = f32x4.sub(d4, d2);
    const sum = plus(even, factor, d3);
    const difference = plus(odd, factor, d2);
    v128.store(to, f32x4.add(plus(even, factor, odd), f32x4.sub(d0, d2)));
    v128.store(to + toStep, f32x4.add(sum, difference));
    v128.store(to + 2 * toStep, f32x4.sub(sum, difference));
    v128.store(to + 3 * toStep, plus(even, f32x4.splat(2), odd));
    v128.store(to + 4 * toStep, plus(even, f32x4.splat(-0.5), odd));
    v128.store(to + 5 * toStep, f32x4.sub(plus(f32x4.sub(d5, d3), factor, even), odd));
  }

  /** A line of six products to four pixels: a line of Aᵀ. */
  @inline
  static products(to: usize, toStep: usize, from: usize, step: usize): void {
    const m1 = nth(from, step, 1);
    const m2 = nth(from, step, 2);
    const m3 = nth(from, step, 3);
    const m4 = nth(from, step, 4);
    const ends = f32x4.add(nth(from, step, 0), f32x4.add(m3, m4));
    const last = nth(from, step, 5);
    const even = f32x4.add(m1, m2);
    const odd = f32x4.sub(m1, m2);
    v128.store(to, f32x4.add(even, ends));
    v128.store(to + toStep, plus(plus(odd, f32x4.splat(0.5), m3), f32x4.splat(-2), m4));
    v128.store(to + 2 * toStep, plus(plus(even, f32x4.splat(0.25), m3), f32x4.splat(4), m4));
    const cubes = plus(plus(odd, f32x4.splat(0.125), m3), f32x4.splat(-8), m4);
    v128.store(to + 3 * toStep, f32x4.add(cubes, last));
  }
}
