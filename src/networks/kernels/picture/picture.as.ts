// A picture's own arithmetic for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there,
// every tensor float32 and NHWC. Pictures have three channels, so that three vectors of four values are four whole pixels:
// what differs by channel lies in three vectors, one for each.

const BYTES: usize = 4;
const CHANNELS: u32 = 3;
/** Values of four pixels, and their bytes. */
const VALUES: u32 = 12;
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
 * `x + pulled`, held between a lowest and a highest value for each channel; `pulled` is `gain * rise - (rolled * decay) * weight`
 * rolled back by `(dx, dy)`, `rolled` being `x` rolled by it. All are `[1, height, width, 3]`; `rise` is where it was rolled to.
 */
export function climb(
  out: usize,
  x: usize,
  rise: usize,
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
    const from = rise + <usize>((v + dy) % height) * row;
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
  rise: usize,
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
    climbFour(out + at, x + at, rise + at, gains, decays, weights, lowA, highA);
    climbFour(out + at + 16, x + at + 16, rise + at + 16, gains, decays, weights, lowB, highB);
    climbFour(out + at + 32, x + at + 32, rise + at + 32, gains, decays, weights, lowC, highC);
  }
  for (; at < bytes; at += CHANNELS * BYTES) {
    climbOne(out + at, x + at, rise + at, gain, decay, weight, low0, high0);
    climbOne(out + at + 4, x + at + 4, rise + at + 4, gain, decay, weight, low1, high1);
    climbOne(out + at + 8, x + at + 8, rise + at + 8, gain, decay, weight, low2, high2);
  }
}

function climbFour(
  out: usize,
  x: usize,
  rise: usize,
  gain: v128,
  decay: v128,
  weight: v128,
  low: v128,
  high: v128,
): void {
  const value = v128.load(x);
  const pull = f32x4.mul(f32x4.mul(value, decay), weight);
  const moved = f32x4.add(value, f32x4.sub(f32x4.mul(v128.load(rise), gain), pull));
  v128.store(out, f32x4.min(f32x4.max(moved, low), high));
}

function climbOne(
  out: usize,
  x: usize,
  rise: usize,
  gain: f32,
  decay: f32,
  weight: f32,
  low: f32,
  high: f32,
): void {
  const value = load<f32>(x);
  const pull: f32 = value * decay * weight;
  const moved: f32 = value + (load<f32>(rise) * gain - pull);
  store<f32>(out, min(max(moved, low), high));
}

/**
 * Nearest bytes of a z-score image of so many pixels, as whole numbers, opaque RGBA (`rgba`, four bytes a pixel), and what they
 * are in z-score space (`shown`). Either may be 0: it is not written then.
 */
export function roundPicture(
  rgba: usize,
  shown: usize,
  z: usize,
  pixels: u32,
  mean0: f32,
  mean1: f32,
  mean2: f32,
  std0: f32,
  std1: f32,
  std2: f32,
): void {
  const meanA = spread(mean0, mean1, mean2);
  const meanB = spread(mean1, mean2, mean0);
  const meanC = spread(mean2, mean0, mean1);
  const stdA = spread(std0, std1, std2);
  const stdB = spread(std1, std2, std0);
  const stdC = spread(std2, std0, std1);
  const opaque = i32x4.splat(0xff000000);
  const wide = pixels & ~3;
  for (let i: u32 = 0; i < wide; i += 4) {
    const a = bytesOf(v128.load(z), meanA, stdA);
    const b = bytesOf(v128.load(z + 16), meanB, stdB);
    const c = bytesOf(v128.load(z + 32), meanC, stdC);
    if (rgba != 0) {
      const low = i16x8.narrow_i32x4_u(i32x4.trunc_sat_f32x4_u(a), i32x4.trunc_sat_f32x4_u(b));
      const high = i16x8.narrow_i32x4_u(i32x4.trunc_sat_f32x4_u(c), i32x4.splat(0));
      const rgb = i8x16.narrow_i16x8_u(low, high);
      const placed = i8x16.swizzle(rgb, i8x16(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
      v128.store(rgba, v128.or(placed, opaque));
      rgba += 16;
    }
    if (shown != 0) {
      v128.store(shown, zScoreOf(a, meanA, stdA));
      v128.store(shown + 16, zScoreOf(b, meanB, stdB));
      v128.store(shown + 32, zScoreOf(c, meanC, stdC));
      shown += BLOCK;
    }
    z += BLOCK;
  }
  for (let i = wide; i < pixels; i++) {
    for (let c: u32 = 0; c < CHANNELS; c++) {
      const mean = f32x4.splat(c == 0 ? mean0 : c == 1 ? mean1 : mean2);
      const std = f32x4.splat(c == 0 ? std0 : c == 1 ? std1 : std2);
      const byte = bytesOf(v128.load32_splat(z), mean, std);
      if (rgba != 0) store<u8>(rgba + c, <u8>i32x4.extract_lane(i32x4.trunc_sat_f32x4_u(byte), 0));
      if (shown != 0) v128.store_lane<f32>(shown + c * BYTES, zScoreOf(byte, mean, std), 0);
      z += BYTES;
    }
    if (rgba != 0) {
      store<u8>(rgba + 3, 255);
      rgba += 4;
    }
    if (shown != 0) shown += CHANNELS * BYTES;
  }
}

function bytesOf(z: v128, mean: v128, std: v128): v128 {
  const scaled = f32x4.mul(f32x4.add(f32x4.mul(z, std), mean), f32x4.splat(255));
  const held = f32x4.min(f32x4.max(scaled, f32x4.splat(0)), f32x4.splat(255));
  return f32x4.floor(f32x4.add(held, f32x4.splat(0.5)));
}

function zScoreOf(byte: v128, mean: v128, std: v128): v128 {
  return f32x4.div(f32x4.sub(f32x4.div(byte, f32x4.splat(255)), mean), std);
}
