// Steps that differ by channel.

import { BLOCK, BYTES, CHANNELS, spread } from './pixels.as';

/** What a step of `perChannel` does with each value; `FLOOR` has no other number. */
const ADD: u32 = 0;
const SUBTRACT: u32 = 1;
const MULTIPLY: u32 = 2;
const DIVIDE: u32 = 3;
const AT_LEAST: u32 = 4;
const AT_MOST: u32 = 5;
const FLOOR: u32 = 6;

/** Words of a step of `perChannel`. */
const STEP: u32 = 4;
/** Four-pixel blocks that go through all steps together: what they take stays in the processor's first cache. */
const TOGETHER: u32 = 64;

/**
 * Does `count` steps with each of `length` values of pictures, one after the other. `steps` holds for each what it does, and its
 * number for each channel.
 */
export function perChannel(out: usize, x: usize, length: u32, steps: usize, count: u32): void {
  const end = out + <usize>length * BYTES;
  const run = BLOCK * <usize>TOGETHER;
  for (; out < end; out += run) {
    const size = min(run, end - out);
    let from = x;
    for (let i: u32 = 0; i < count; i++) {
      const step = steps + <usize>(i * STEP) * BYTES;
      doStep(out, from, size, load<u32>(step), load<f32>(step, 4), load<f32>(step, 8), load<f32>(step, 12));
      from = out;
    }
    x += run;
  }
}

function doStep(out: usize, x: usize, bytes: usize, what: u32, a: f32, b: f32, c: f32): void {
  const whole = bytes - (bytes % BLOCK);
  for (let phase: usize = 0; phase < BLOCK; phase += 16) {
    const by = phase == 0 ? spread(a, b, c) : phase == 16 ? spread(b, c, a) : spread(c, a, b);
    if (what == ADD) {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.add(v128.load(x + at), by));
    } else if (what == SUBTRACT) {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.sub(v128.load(x + at), by));
    } else if (what == MULTIPLY) {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.mul(v128.load(x + at), by));
    } else if (what == DIVIDE) {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.div(v128.load(x + at), by));
    } else if (what == AT_LEAST) {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.max(v128.load(x + at), by));
    } else if (what == AT_MOST) {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.min(v128.load(x + at), by));
    } else {
      for (let at = phase; at < whole; at += BLOCK) v128.store(out + at, f32x4.floor(v128.load(x + at)));
    }
  }
  for (let at = whole; at < bytes; at += CHANNELS * BYTES) {
    store<f32>(out + at, doneWith(load<f32>(x + at), what, a));
    store<f32>(out + at, doneWith(load<f32>(x + at, 4), what, b), 4);
    store<f32>(out + at, doneWith(load<f32>(x + at, 8), what, c), 8);
  }
}

function doneWith(value: f32, what: u32, by: f32): f32 {
  if (what == ADD) return value + by;
  if (what == SUBTRACT) return value - by;
  if (what == MULTIPLY) return value * by;
  if (what == DIVIDE) return value / by;
  if (what == AT_LEAST) return max(value, by);
  if (what == AT_MOST) return min(value, by);
  return floor(value);
}
