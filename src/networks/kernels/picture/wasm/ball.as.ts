// Steps of a picture within a box around another, by a length for each channel, for the memory of TF.js's WASM backend, in
// AssemblyScript. Every pointer is a byte address there, every tensor float32 `[N, H, W, 3]`.

import { BLOCK, BYTES, CHANNELS, spread } from './pixels.as';

/** `a`, `b` or `c` by the channel where a value of pictures `x` is above 0, the same below 0 where it is below; 0 elsewhere. */
export function signs(out: usize, x: usize, length: u32, a: f32, b: f32, c: f32): void {
  const end = out + <usize>length * BYTES;
  const first = spread(a, b, c);
  const second = spread(b, c, a);
  const third = spread(c, a, b);
  for (; out + BLOCK <= end; out += BLOCK, x += BLOCK) {
    v128.store(out, signsOf(v128.load(x), first));
    v128.store(out, signsOf(v128.load(x, 16), second), 16);
    v128.store(out, signsOf(v128.load(x, 32), third), 32);
  }
  for (; out < end; out += CHANNELS * BYTES, x += CHANNELS * BYTES) {
    store<f32>(out, signOf(load<f32>(x), a));
    store<f32>(out, signOf(load<f32>(x, 4), b), 4);
    store<f32>(out, signOf(load<f32>(x, 8), c), 8);
  }
}

function signsOf(value: v128, by: v128): v128 {
  const zero = f32x4.splat(0);
  return v128.or(v128.and(f32x4.gt(value, zero), by), v128.and(f32x4.lt(value, zero), f32x4.neg(by)));
}

function signOf(value: f32, by: f32): f32 {
  return value > 0 ? by : value < 0 ? -by : 0;
}

/** Pictures `x` with no value further from that of `centre` than `a`, `b` or `c` by the channel. */
export function holdInBox(out: usize, x: usize, centre: usize, length: u32, a: f32, b: f32, c: f32): void {
  const end = out + <usize>length * BYTES;
  const first = spread(a, b, c);
  const second = spread(b, c, a);
  const third = spread(c, a, b);
  for (; out + BLOCK <= end; out += BLOCK, x += BLOCK, centre += BLOCK) {
    v128.store(out, heldFour(v128.load(x), v128.load(centre), first));
    v128.store(out, heldFour(v128.load(x, 16), v128.load(centre, 16), second), 16);
    v128.store(out, heldFour(v128.load(x, 32), v128.load(centre, 32), third), 32);
  }
  for (; out < end; out += CHANNELS * BYTES, x += CHANNELS * BYTES, centre += CHANNELS * BYTES) {
    store<f32>(out, heldOne(load<f32>(x), load<f32>(centre), a));
    store<f32>(out, heldOne(load<f32>(x, 4), load<f32>(centre, 4), b), 4);
    store<f32>(out, heldOne(load<f32>(x, 8), load<f32>(centre, 8), c), 8);
  }
}

function heldFour(value: v128, centre: v128, reach: v128): v128 {
  return f32x4.min(f32x4.max(value, f32x4.sub(centre, reach)), f32x4.add(centre, reach));
}

function heldOne(value: f32, centre: f32, reach: f32): f32 {
  return min(max(value, centre - reach), centre + reach);
}

/**
 * `start + (change + move)` of pictures, held between a lowest and a highest value for each channel: the change is summed by
 * itself, where small numbers keep their digits.
 */
export function moveFrom(
  out: usize,
  start: usize,
  change: usize,
  move: usize,
  length: u32,
  low0: f32,
  low1: f32,
  low2: f32,
  high0: f32,
  high1: f32,
  high2: f32,
): void {
  const end = out + <usize>length * BYTES;
  const lowA = spread(low0, low1, low2);
  const lowB = spread(low1, low2, low0);
  const lowC = spread(low2, low0, low1);
  const highA = spread(high0, high1, high2);
  const highB = spread(high1, high2, high0);
  const highC = spread(high2, high0, high1);
  for (; out + BLOCK <= end; out += BLOCK, start += BLOCK, change += BLOCK, move += BLOCK) {
    moveFour(out, start, change, move, lowA, highA);
    moveFour(out + 16, start + 16, change + 16, move + 16, lowB, highB);
    moveFour(out + 32, start + 32, change + 32, move + 32, lowC, highC);
  }
  for (; out < end; out += CHANNELS * BYTES, start += CHANNELS * BYTES) {
    moveOne(out, start, change, move, low0, high0);
    moveOne(out + 4, start + 4, change + 4, move + 4, low1, high1);
    moveOne(out + 8, start + 8, change + 8, move + 8, low2, high2);
    change += CHANNELS * BYTES;
    move += CHANNELS * BYTES;
  }
}

function moveFour(out: usize, start: usize, change: usize, move: usize, low: v128, high: v128): void {
  const moved = f32x4.add(v128.load(start), f32x4.add(v128.load(change), v128.load(move)));
  v128.store(out, f32x4.min(f32x4.max(moved, low), high));
}

function moveOne(out: usize, start: usize, change: usize, move: usize, low: f32, high: f32): void {
  const changed: f32 = load<f32>(change) + load<f32>(move);
  const moved: f32 = load<f32>(start) + changed;
  store<f32>(out, min(max(moved, low), high));
}
