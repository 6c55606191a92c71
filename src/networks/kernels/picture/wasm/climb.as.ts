// A step of plain gradient ascent on a picture.

import { BLOCK, BYTES, CHANNELS, spread } from './pixels.as';

/**
 * `x + pulled`, held between a lowest and a highest value for each channel; `pulled` is `gain * gradient - (rolled * decay) * weight`
 * rolled back by `(dx, dy)`, `rolled` being `x` rolled by it. All are `[1, height, width, 3]`; `gradient` is where it was rolled to.
 */
export function climb(
  out: usize,
  x: usize,
  gradient: usize,
  height: u32,
  width: u32,
  dx: u32,
  dy: u32,
  gain: f32,
  decay: f32,
  weight: f32,
  low0: f32,
  low1: f32,
  low2: f32,
  high0: f32,
  high1: f32,
  high2: f32,
): void {
  const row = <usize>(width * CHANNELS) * BYTES;
  const shifted = <usize>(dx * CHANNELS) * BYTES;
  for (let v: u32 = 0; v < height; v++) {
    const from = gradient + <usize>((v + dy) % height) * row;
    for (let part = 0; part < 2; part++) {
      const start = part == 0 ? <usize>0 : row - shifted;
      const end = part == 0 ? row - shifted : row;
      const slope = part == 0 ? from + shifted : from;
      climbRun(
        out + start,
        x + start,
        slope,
        end - start,
        gain,
        decay,
        weight,
        low0,
        low1,
        low2,
        high0,
        high1,
        high2,
      );
    }
    out += row;
    x += row;
  }
}

function climbRun(
  out: usize,
  x: usize,
  gradient: usize,
  bytes: usize,
  gain: f32,
  decay: f32,
  weight: f32,
  low0: f32,
  low1: f32,
  low2: f32,
  high0: f32,
  high1: f32,
  high2: f32,
): void {
  const gains = f32x4.splat(gain);
  const decays = f32x4.splat(decay);
  const weights = f32x4.splat(weight);
  const lowA = spread(low0, low1, low2);
  const lowB = spread(low1, low2, low0);
  const lowC = spread(low2, low0, low1);
  const highA = spread(high0, high1, high2);
  const highB = spread(high1, high2, high0);
  const highC = spread(high2, high0, high1);
  let at: usize = 0;
  for (; at + BLOCK <= bytes; at += BLOCK) {
    climbFour(out + at, x + at, gradient + at, gains, decays, weights, lowA, highA);
    climbFour(out + at + 16, x + at + 16, gradient + at + 16, gains, decays, weights, lowB, highB);
    climbFour(out + at + 32, x + at + 32, gradient + at + 32, gains, decays, weights, lowC, highC);
  }
  for (; at < bytes; at += CHANNELS * BYTES) {
    climbOne(out + at, x + at, gradient + at, gain, decay, weight, low0, high0);
    climbOne(out + at + 4, x + at + 4, gradient + at + 4, gain, decay, weight, low1, high1);
    climbOne(out + at + 8, x + at + 8, gradient + at + 8, gain, decay, weight, low2, high2);
  }
}

function climbFour(
  out: usize,
  x: usize,
  gradient: usize,
  gain: v128,
  decay: v128,
  weight: v128,
  low: v128,
  high: v128,
): void {
  const value = v128.load(x);
  const pull = f32x4.mul(f32x4.mul(value, decay), weight);
  const moved = f32x4.add(value, f32x4.sub(f32x4.mul(v128.load(gradient), gain), pull));
  v128.store(out, f32x4.min(f32x4.max(moved, low), high));
}

function climbOne(
  out: usize,
  x: usize,
  gradient: usize,
  gain: f32,
  decay: f32,
  weight: f32,
  low: f32,
  high: f32,
): void {
  const value = load<f32>(x);
  const pull: f32 = value * decay * weight;
  const moved: f32 = value + (load<f32>(gradient) * gain - pull);
  store<f32>(out, min(max(moved, low), high));
}
