// A max pool's gradient for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC.

const BYTES: usize = 4;

/** Channels of a part: a cache line's. Windows may overlap, but not in channels. */
const PART: i32 = 16;

/**
 * A max pool's gradient: each window's `dy` goes to the first of its pixels, in row-major order, that equals its maximum.
 * `x` and `dx` are `[batch, height, width, channels]`, `y` and `dy` `[batch, outHeight, outWidth, channels]`. Parts `from` to
 * `to` of the channels, `PART` each.
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
  from: i32,
  to: i32,
): void {
  const depth = <usize>channels * BYTES;
  const first = from * PART;
  const end = min(to * PART, channels);
  const wide = first + ((end - first) & ~3);
  const own = <usize>first * BYTES;
  const ownBytes = <usize>(end - first) * BYTES;
  const pixels = <usize>(batch * height * width);
  for (let pixel: usize = 0; pixel < pixels; pixel++) memory.fill(dx + pixel * depth + own, 0, ownBytes);
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
        let c = first;
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
        for (; c < end; c++) {
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
