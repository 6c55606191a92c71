// Backward kernels for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
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
