// Kernels for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC. `npm run kernels` compiles this file into src/networks/ops/gradients-wasm.ts.

const BYTES: usize = 4;

/** Rules of a rectifier's gradient: `standard`, `guided`, `deconvnet`. */
const GUIDED: u32 = 1;
const DECONVNET: u32 = 2;

/**
 * `dx[r, c] = dy[r, offset + c]` where `0 < y[r, c] < ceiling` and the rule lets it through, else 0; `dx` and `y` are
 * `[rows, width]`, `dy` is `[rows, stride]`.
 */
export function rectifierGradient(
  dx: usize,
  dy: usize,
  y: usize,
  rows: u32,
  width: u32,
  stride: u32,
  offset: u32,
  ceiling: f32,
  rule: u32,
): void {
  const zero = f32x4.splat(0);
  const top = f32x4.splat(ceiling);
  const wide = width & ~3;
  let from = dy + <usize>offset * BYTES;
  for (let row: u32 = 0; row < rows; row++) {
    let c: u32 = 0;
    for (; c < wide; c += 4) {
      const at = <usize>c * BYTES;
      const gradient = v128.load(from + at);
      const value = v128.load(y + at);
      const open = v128.and(f32x4.gt(value, zero), f32x4.lt(value, top));
      const positive = f32x4.gt(gradient, zero);
      const mask = rule == DECONVNET ? positive : rule == GUIDED ? v128.and(open, positive) : open;
      v128.store(dx + at, v128.and(gradient, mask));
    }
    for (; c < width; c++) {
      const at = <usize>c * BYTES;
      const gradient = load<f32>(from + at);
      const value = load<f32>(y + at);
      const passes = (rule == DECONVNET || (value > 0 && value < ceiling)) && (rule == 0 || gradient > 0);
      store<f32>(dx + at, passes ? gradient : 0);
    }
    from += <usize>stride * BYTES;
    dx += <usize>width * BYTES;
    y += <usize>width * BYTES;
  }
}

/**
 * A max pool's gradient: each window's `dy` goes to the first of its pixels, in row-major order, that equals its maximum.
 * `x` and `dx` are `[batch, height, width, channels]`, `y` and `dy` `[batch, outHeight, outWidth, channels]`.
 */
export function maxPoolGradient(
  dx: usize,
  dy: usize,
  x: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const depth = <usize>channels * BYTES;
  const wide = channels & ~3;
  memory.fill(dx, 0, <usize>batch * height * width * depth);
  for (let n = 0; n < batch; n++) {
    const image = <usize>n * height * width * depth;
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padTop;
      const rowStart = max(0, top);
      const rowEnd = min(top + filterHeight, height);
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padLeft;
        const columnStart = max(0, left);
        const columnEnd = min(left + filterWidth, width);
        let c = 0;
        for (; c < wide; c += 4) {
          const within = <usize>c * BYTES;
          const maximum = v128.load(y + within);
          const gradient = v128.load(dy + within);
          let open = i32x4.splat(-1);
          for (let i = rowStart; i < rowEnd && v128.any_true(open); i++) {
            const line = image + <usize>i * width * depth + within;
            for (let j = columnStart; j < columnEnd; j++) {
              const at = line + <usize>j * depth;
              const won = v128.and(f32x4.eq(v128.load(x + at), maximum), open);
              const sum = f32x4.add(v128.load(dx + at), v128.and(gradient, won));
              v128.store(dx + at, sum);
              open = v128.andnot(open, won);
            }
          }
        }
        for (; c < channels; c++) {
          const within = <usize>c * BYTES;
          const maximum = load<f32>(y + within);
          const gradient = load<f32>(dy + within);
          let open = true;
          for (let i = rowStart; i < rowEnd && open; i++) {
            const line = image + <usize>i * width * depth + within;
            for (let j = columnStart; j < columnEnd && open; j++) {
              const at = line + <usize>j * depth;
              if (load<f32>(x + at) == maximum) {
                store<f32>(dx + at, load<f32>(dx + at) + gradient);
                open = false;
              }
            }
          }
        }
        y += depth;
        dy += depth;
      }
    }
  }
}

/**
 * Interleaves the phases of a strided convolution's gradient and cuts the padding away: pixel `(v, u)` of the whole map is
 * block `(v / s, u / s)`'s phase `(v % s) * s + u % s`. `map` is `[batch, height, width, channels]` from `(top, left)` on,
 * `blocks` is `[batch, rows, columns, s * s * channels]`.
 */
export function interleave(
  map: usize,
  blocks: usize,
  batch: u32,
  rows: u32,
  columns: u32,
  channels: u32,
  stride: u32,
  top: u32,
  left: u32,
  height: u32,
  width: u32,
): void {
  const pixel = channels * <u32>BYTES;
  const block = pixel * stride * stride;
  for (let n: u32 = 0; n < batch; n++) {
    for (let v = top; v < top + height; v++) {
      const line = blocks + (n * rows + v / stride) * columns * block + (v % stride) * stride * pixel;
      for (let u = left; u < left + width; u++) {
        const from = line + (u / stride) * block + (u % stride) * pixel;
        for (let at: u32 = 0; at < pixel; at += 4) store<f32>(map + at, load<f32>(from + at));
        map += pixel;
      }
    }
  }
}

/** The code that stands for the middle of a matrix's values. */
const MIDDLE = 128;

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
 * `x` is 0 are not read at all.
 */
export function denseForward(y: usize, x: usize, w: usize, inputs: u32, outputs: u32): void {
  const row = <usize>outputs * BYTES;
  const wide = ((<usize>outputs) & ~3) * BYTES;
  memory.fill(y, 0, row);
  for (let i: u32 = 0; i < inputs; i++, w += row) {
    const value = load<f32>(x + <usize>i * BYTES);
    if (value == 0) continue;
    const factor = f32x4.splat(value);
    let at: usize = 0;
    for (; at < wide; at += 16) {
      v128.store(y + at, f32x4.add(v128.load(y + at), f32x4.mul(factor, v128.load(w + at))));
    }
    for (; at < row; at += BYTES) store<f32>(y + at, load<f32>(y + at) + value * load<f32>(w + at));
  }
}

/** `dx[i] = Σ dy[o] * w[i, o]`. */
export function denseGradient(dx: usize, dy: usize, w: usize, inputs: u32, outputs: u32): void {
  const row = <usize>outputs * BYTES;
  const wide = ((<usize>outputs) & ~3) * BYTES;
  for (let i: u32 = 0; i < inputs; i++, w += row) {
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
): void {
  const wide = outputs & ~15;
  memory.fill(y, 0, <usize>outputs * BYTES);
  let total: f32 = 0;
  for (let i: u32 = 0; i < inputs; i++, codes += outputs) {
    const value = load<f32>(x + <usize>i * BYTES);
    if (value == 0) continue;
    total += value;
    const factor = f32x4.splat(value);
    let o: u32 = 0;
    for (; o < wide; o += 16) {
      const bytes = v128.load(codes + o);
      const at = y + <usize>o * BYTES;
      v128.store(at, f32x4.add(v128.load(at), f32x4.mul(factor, floats(bytes, 0))));
      v128.store(at + 16, f32x4.add(v128.load(at + 16), f32x4.mul(factor, floats(bytes, 1))));
      v128.store(at + 32, f32x4.add(v128.load(at + 32), f32x4.mul(factor, floats(bytes, 2))));
      v128.store(at + 48, f32x4.add(v128.load(at + 48), f32x4.mul(factor, floats(bytes, 3))));
    }
    for (; o < outputs; o++) {
      const at = y + <usize>o * BYTES;
      store<f32>(at, load<f32>(at) + value * float(codes + o));
    }
  }
  for (let o: u32 = 0; o < outputs; o++) {
    const at = y + <usize>o * BYTES;
    store<f32>(at, load<f32>(at) * scale + total * middle);
  }
}

/** As `denseGradient`, for a matrix of bytes. */
export function denseGradient8(
  dx: usize,
  dy: usize,
  codes: usize,
  inputs: u32,
  outputs: u32,
  scale: f32,
  middle: f32,
): void {
  const wide = outputs & ~15;
  let total: f32 = 0;
  for (let o: u32 = 0; o < outputs; o++) total += load<f32>(dy + <usize>o * BYTES);
  for (let i: u32 = 0; i < inputs; i++, codes += outputs) {
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
