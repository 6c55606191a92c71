// A rectifier's gradient for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC.

const BYTES: usize = 4;

/** Rules of a rectifier's gradient: `standard`, `guided`, `deconvnet`. */
const GUIDED: u32 = 1;
const DECONVNET: u32 = 2;

/**
 * `dx[r, c] = dy[r, offset + c]` where `0 < y[r, c] < ceiling` and the rule lets it through, else 0; `dx` and `y` are
 * `[rows, width]`, `dy` is `[rows, stride]`. Rows `from` to `to` of them.
 */
export function rectifierGradient(
  dx: usize,
  dy: usize,
  y: usize,
  width: u32,
  stride: u32,
  offset: u32,
  ceiling: f32,
  rule: u32,
  from: u32,
  to: u32,
): void {
  const zero = f32x4.splat(0);
  const top = f32x4.splat(ceiling);
  const wide = width & ~3;
  dx += <usize>(from * width) * BYTES;
  y += <usize>(from * width) * BYTES;
  let own = dy + <usize>(from * stride + offset) * BYTES;
  for (let row = from; row < to; row++) {
    let c: u32 = 0;
    for (; c < wide; c += 4) {
      const at = <usize>c * BYTES;
      const gradient = v128.load(own + at);
      const value = v128.load(y + at);
      const open = v128.and(f32x4.gt(value, zero), f32x4.lt(value, top));
      const positive = f32x4.gt(gradient, zero);
      const mask = rule == DECONVNET ? positive : rule == GUIDED ? v128.and(open, positive) : open;
      v128.store(dx + at, v128.and(gradient, mask));
    }
    for (; c < width; c++) {
      const at = <usize>c * BYTES;
      const gradient = load<f32>(own + at);
      const value = load<f32>(y + at);
      const passes = (rule == DECONVNET || (value > 0 && value < ceiling)) && (rule == 0 || gradient > 0);
      store<f32>(dx + at, passes ? gradient : 0);
    }
    own += <usize>stride * BYTES;
    dx += <usize>width * BYTES;
    y += <usize>width * BYTES;
  }
}
