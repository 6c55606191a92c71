// A picture's own arithmetic for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there,
// every tensor float32 and NHWC. Pictures have three channels, so that three vectors of four values are four whole pixels:
// what differs by channel lies in three vectors, one for each.

const BYTES: usize = 4;
const CHANNELS: u32 = 3;
/** Bytes of four pixels. */
const BLOCK: usize = 48;

/** `x` `[batch, height, width, channels]` rolled `dx` pixels to the right and `dy` down, `0 <= dx < width`, `0 <= dy < height`. */
export function roll(
  out: usize,
  x: usize,
  batch: u32,
  height: u32,
  width: u32,
  channels: u32,
  dx: u32,
  dy: u32,
): void {
  const pixel = <usize>channels * BYTES;
  const row = <usize>width * pixel;
  const shifted = <usize>dx * pixel;
  const picture = <usize>height * row;
  for (let n: u32 = 0; n < batch; n++) {
    for (let v: u32 = 0; v < height; v++) {
      const to = out + <usize>((v + dy) % height) * row;
      const from = x + <usize>v * row;
      memory.copy(to + shifted, from, row - shifted);
      memory.copy(to, from + row - shifted, shifted);
    }
    out += picture;
    x += picture;
  }
}

/** The first of three vectors that hold `a b c` four times over; the second begins with `b`, the third with `c`. */
function spread(a: f32, b: f32, c: f32): v128 {
  return f32x4.replace_lane(f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(a), 1, b), 2, c), 3, a);
}

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

/** Opaque RGBA of so many pixels, four bytes each, of whole numbers 0..255 `[pixels, 3]`. */
export function packPixels(rgba: usize, bytes: usize, pixels: u32): void {
  const opaque = i32x4.splat(0xff000000);
  const wide = pixels & ~3;
  for (let i: u32 = 0; i < wide; i += 4) {
    const a = i32x4.trunc_sat_f32x4_u(v128.load(bytes));
    const b = i32x4.trunc_sat_f32x4_u(v128.load(bytes, 16));
    const c = i32x4.trunc_sat_f32x4_u(v128.load(bytes, 32));
    const rgb = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(a, b), i16x8.narrow_i32x4_u(c, i32x4.splat(0)));
    const placed = i8x16.swizzle(rgb, i8x16(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
    v128.store(rgba, v128.or(placed, opaque));
    rgba += 16;
    bytes += BLOCK;
  }
  for (let i = wide; i < pixels; i++) {
    for (let c: usize = 0; c < CHANNELS; c++) store<u8>(rgba + c, <u8>load<f32>(bytes + c * BYTES));
    store<u8>(rgba, 255, 3);
    rgba += 4;
    bytes += CHANNELS * BYTES;
  }
}

/** Pictures of so many pixels with their channels the other way round: RGB to BGR and back. */
export function reverseChannels(out: usize, x: usize, pixels: u32): void {
  const end = out + <usize>pixels * CHANNELS * BYTES;
  for (; out < end; out += CHANNELS * BYTES, x += CHANNELS * BYTES) {
    const first = load<f32>(x);
    store<f32>(out, load<f32>(x, 8));
    store<f32>(out, load<f32>(x, 4), 4);
    store<f32>(out, first, 8);
  }
}
