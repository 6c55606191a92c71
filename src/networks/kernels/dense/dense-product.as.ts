// Products by a large matrix for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC.

const BYTES: usize = 4;

/** The code that stands for the middle of a matrix's values. */
const MIDDLE = 128;

/** Outputs of a part of a forward product. */
const PART: u32 = 16;

/**
 * Four bytes' worth of codes as floats less `MIDDLE`: the `part`-th quarter of 16. Weights lie on both sides of 0, so that
 * large sums of codes on one side would have to cancel, and their roundings with them.
 */
function floats(codes: v128, part: i32): v128 {
  const signed = v128.xor(codes, i8x16.splat(<i8>MIDDLE));
  const halves = part < 2 ? i16x8.extend_low_i8x16_s(signed) : i16x8.extend_high_i8x16_s(signed);
  const words = (part & 1) == 0 ? i32x4.extend_low_i16x8_s(halves) : i32x4.extend_high_i16x8_s(halves);
  return f32x4.convert_i32x4_s(words);
}

/** The same of one code. */
function float(address: usize): f32 {
  return <f32>(<i32>load<u8>(address) - MIDDLE);
}

/**
 * `y[o] = Σ x[i] * w[i, o]`, one row of `w` after the other, so that a large matrix is read once, in order, and rows whose
 * `x` is 0 are not read at all. Parts `from` to `to` of the outputs, `PART` each.
 */
export function denseForward(
  y: usize,
  x: usize,
  w: usize,
  inputs: u32,
  outputs: u32,
  from: u32,
  to: u32,
): void {
  const first = <usize>(from * PART) * BYTES;
  const end = <usize>min(to * PART, outputs) * BYTES;
  const row = <usize>outputs * BYTES;
  const wide = first + ((end - first) & ~15);
  memory.fill(y + first, 0, end - first);
  for (let i: u32 = 0; i < inputs; i++, w += row) {
    const value = load<f32>(x + <usize>i * BYTES);
    if (value == 0) continue;
    const factor = f32x4.splat(value);
    let at = first;
    for (; at < wide; at += 16) {
      v128.store(y + at, f32x4.add(v128.load(y + at), f32x4.mul(factor, v128.load(w + at))));
    }
    for (; at < end; at += BYTES) store<f32>(y + at, load<f32>(y + at) + value * load<f32>(w + at));
  }
}

/** `dx[i] = Σ dy[o] * w[i, o]`, inputs `from` to `to` of it. */
export function denseGradient(dx: usize, dy: usize, w: usize, outputs: u32, from: u32, to: u32): void {
  const row = <usize>outputs * BYTES;
  const wide = (<usize>outputs & ~3) * BYTES;
  w += <usize>from * row;
  for (let i = from; i < to; i++, w += row) {
    let sums = f32x4.splat(0);
    let at: usize = 0;
    for (; at < wide; at += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(dy + at), v128.load(w + at)));
    let sum = horizontal(sums);
    for (; at < row; at += BYTES) sum += load<f32>(dy + at) * load<f32>(w + at);
    store<f32>(dx + <usize>i * BYTES, sum);
  }
}

/** As `denseForward`, for a matrix of bytes `q` that stand for `(q - MIDDLE) * scale + middle`. */
export function denseForward8(
  y: usize,
  x: usize,
  codes: usize,
  inputs: u32,
  outputs: u32,
  scale: f32,
  middle: f32,
  from: u32,
  to: u32,
): void {
  const first = from * PART;
  const end = min(to * PART, outputs);
  const wide = first + ((end - first) & ~15);
  memory.fill(y + <usize>first * BYTES, 0, <usize>(end - first) * BYTES);
  let total: f32 = 0;
  for (let i: u32 = 0; i < inputs; i++, codes += outputs) {
    const value = load<f32>(x + <usize>i * BYTES);
    if (value == 0) continue;
    total += value;
    const factor = f32x4.splat(value);
    let o = first;
    for (; o < wide; o += 16) {
      const bytes = v128.load(codes + o);
      const at = y + <usize>o * BYTES;
      v128.store(at, f32x4.add(v128.load(at), f32x4.mul(factor, floats(bytes, 0))));
      v128.store(at + 16, f32x4.add(v128.load(at + 16), f32x4.mul(factor, floats(bytes, 1))));
      v128.store(at + 32, f32x4.add(v128.load(at + 32), f32x4.mul(factor, floats(bytes, 2))));
      v128.store(at + 48, f32x4.add(v128.load(at + 48), f32x4.mul(factor, floats(bytes, 3))));
    }
    for (; o < end; o++) {
      const at = y + <usize>o * BYTES;
      store<f32>(at, load<f32>(at) + value * float(codes + o));
    }
  }
  for (let o = first; o < end; o++) {
    const at = y + <usize>o * BYTES;
    store<f32>(at, load<f32>(at) * scale + total * middle);
  }
}

/** As `denseGradient`, for a matrix of bytes. */
export function denseGradient8(
  dx: usize,
  dy: usize,
  codes: usize,
  outputs: u32,
  scale: f32,
  middle: f32,
  from: u32,
  to: u32,
): void {
  const wide = outputs & ~15;
  let total: f32 = 0;
  for (let o: u32 = 0; o < outputs; o++) total += load<f32>(dy + <usize>o * BYTES);
  codes += <usize>(from * outputs);
  for (let i = from; i < to; i++, codes += outputs) {
    let sums = f32x4.splat(0);
    let more = f32x4.splat(0);
    let o: u32 = 0;
    for (; o < wide; o += 16) {
      const bytes = v128.load(codes + o);
      const at = dy + <usize>o * BYTES;
      sums = f32x4.add(sums, f32x4.mul(v128.load(at), floats(bytes, 0)));
      more = f32x4.add(more, f32x4.mul(v128.load(at + 16), floats(bytes, 1)));
      sums = f32x4.add(sums, f32x4.mul(v128.load(at + 32), floats(bytes, 2)));
      more = f32x4.add(more, f32x4.mul(v128.load(at + 48), floats(bytes, 3)));
    }
    let sum = horizontal(f32x4.add(sums, more));
    for (; o < outputs; o++) sum += load<f32>(dy + <usize>o * BYTES) * float(codes + o);
    store<f32>(dx + <usize>i * BYTES, sum * scale + total * middle);
  }
}

function horizontal(sums: v128): f32 {
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    f32x4.extract_lane(sums, 2) +
    f32x4.extract_lane(sums, 3)
  );
}
