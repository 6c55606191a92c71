// The three transforms of Winograd's F(4x4, 3x3), each of one line of numbers at a time, every number a vector of four
// channels. Lavin and Gray 2015, https://arxiv.org/abs/1509.09308, evaluate the polynomials at 0, ±1, ±2 and infinity; at
// 0, ±5/8, ±3/2 and infinity the roundings come to a quarter, as small as a direct convolution's, and every constant is exact.

import { plus } from './vectors.as';

/** The points ±A and ±B, and their powers. */
const A: f32 = 0.625;
const A2: f32 = A * A;
const A3: f32 = A * A2;
const B: f32 = 1.5;
const B2: f32 = B * B;
const B3: f32 = B * B2;

/** What Lagrange's polynomials at 0, ±A and ±B are divided by. */
const AT_0: f32 = 1 / (A2 * B2);
const AT_A: f32 = 1 / (2 * A2 * (A2 - B2));
const AT_B: f32 = 1 / (2 * B2 * (B2 - A2));

function nth(at: usize, step: usize, place: usize): v128 {
  return v128.load(at + place * step);
}

/** A line of three taps to six numbers: a line of G. Steps are bytes. */
export function transformTaps(to: usize, toStep: usize, from: usize, step: usize): void {
  const g0 = nth(from, step, 0);
  const g1 = nth(from, step, 1);
  const g2 = nth(from, step, 2);
  const evenA = f32x4.mul(f32x4.splat(AT_A), plus(g0, f32x4.splat(A2), g2));
  const oddA = f32x4.mul(f32x4.splat(AT_A * A), g1);
  const evenB = f32x4.mul(f32x4.splat(AT_B), plus(g0, f32x4.splat(B2), g2));
  const oddB = f32x4.mul(f32x4.splat(AT_B * B), g1);
  v128.store(to, f32x4.mul(f32x4.splat(AT_0), g0));
  v128.store(to + toStep, f32x4.add(evenA, oddA));
  v128.store(to + 2 * toStep, f32x4.sub(evenA, oddA));
  v128.store(to + 3 * toStep, f32x4.add(evenB, oddB));
  v128.store(to + 4 * toStep, f32x4.sub(evenB, oddB));
  v128.store(to + 5 * toStep, g2);
}

/** A line of six pixels to six numbers: a line of Bᵀ. */
export function transformPixels(to: usize, toStep: usize, from: usize, step: usize): void {
  const d0 = nth(from, step, 0);
  const d1 = nth(from, step, 1);
  const d2 = nth(from, step, 2);
  const d3 = nth(from, step, 3);
  const d4 = nth(from, step, 4);
  const d5 = nth(from, step, 5);
  const ends = f32x4.splat(A2 * B2);
  const middle = f32x4.splat(-(A2 + B2));
  const evenA = plus(d4, f32x4.splat(-B2), d2);
  const oddA = f32x4.mul(f32x4.splat(A), plus(d3, f32x4.splat(-B2), d1));
  const evenB = plus(d4, f32x4.splat(-A2), d2);
  const oddB = f32x4.mul(f32x4.splat(B), plus(d3, f32x4.splat(-A2), d1));
  v128.store(to, plus(plus(d4, middle, d2), ends, d0));
  v128.store(to + toStep, f32x4.add(evenA, oddA));
  v128.store(to + 2 * toStep, f32x4.sub(evenA, oddA));
  v128.store(to + 3 * toStep, f32x4.add(evenB, oddB));
  v128.store(to + 4 * toStep, f32x4.sub(evenB, oddB));
  v128.store(to + 5 * toStep, plus(plus(d5, middle, d3), ends, d1));
}

/** A line of six products to four pixels: a line of Aᵀ. */
export function transformProducts(to: usize, toStep: usize, from: usize, step: usize): void {
  const mA = nth(from, step, 1);
  const nA = nth(from, step, 2);
  const mB = nth(from, step, 3);
  const nB = nth(from, step, 4);
  const evenA = f32x4.add(mA, nA);
  const oddA = f32x4.sub(mA, nA);
  const evenB = f32x4.add(mB, nB);
  const oddB = f32x4.sub(mB, nB);
  v128.store(to, f32x4.add(nth(from, step, 0), f32x4.add(evenA, evenB)));
  v128.store(to + toStep, plus(f32x4.mul(f32x4.splat(A), oddA), f32x4.splat(B), oddB));
  v128.store(to + 2 * toStep, plus(f32x4.mul(f32x4.splat(A2), evenA), f32x4.splat(B2), evenB));
  const cubes = plus(f32x4.mul(f32x4.splat(A3), oddA), f32x4.splat(B3), oddB);
  v128.store(to + 3 * toStep, f32x4.add(nth(from, step, 5), cubes));
}
