// A max pool's gradient for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC.

const BYTES: usize = 4;

/**
 * A max pool's gradient: each window's `dy` goes to the first of its pixels, in row-major order, that equals its maximum.
 * `x` and `dx` are `[batch, height, width, channels]`, `y` and `dy` `[batch, outHeight, outWidth, channels]`. Rows `from` to
 * `to` of `dx`, of all pictures: a window that reaches beyond them is looked through, and what is due there is left to others.
 */
export function maxPoolGradient(
  dx: usize,
  dy: usize,
  x: usize,
  y: usize,
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
  const line = <usize>width * depth;
  memory.fill(dx + <usize>from * line, 0, <usize>(to - from) * line);
  for (let n = from / height; n * height < to; n++) {
    const first = max(0, from - n * height);
    const end = min(height, to - n * height);
    const image = <usize>(n * height) * line;
    // The windows that reach these rows.
    const reach = first + padTop - filterHeight;
    const firstRow = reach < 0 ? 0 : reach / strideHeight + 1;
    const endRow = min(outHeight, (end - 1 + padTop) / strideHeight + 1);
    for (let row = firstRow; row < endRow; row++) {
      const top = row * strideHeight - padTop;
      const rowStart = max(0, top);
      const rowEnd = min(top + filterHeight, end);
      let out = <usize>((n * outHeight + row) * outWidth) * depth;
      for (let column = 0; column < outWidth; column++, out += depth) {
        const left = column * strideWidth - padLeft;
        const columnStart = max(0, left);
        const columnEnd = min(left + filterWidth, width);
        let within: usize = 0;
        for (; within + 4 * BYTES <= depth; within += 4 * BYTES) {
          const maximum = v128.load(y + out + within);
          const gradient = v128.load(dy + out + within);
          let open = i32x4.splat(-1);
          for (let i = rowStart; i < rowEnd && v128.any_true(open); i++) {
            const start = image + <usize>i * line + within;
            for (let j = columnStart; j < columnEnd; j++) {
              const at = start + <usize>j * depth;
              const won = v128.and(f32x4.eq(v128.load(x + at), maximum), open);
              if (i >= first) {
                const sum = f32x4.add(v128.load(dx + at), v128.and(gradient, won));
                v128.store(dx + at, sum);
              }
              open = v128.andnot(open, won);
            }
          }
        }
        for (; within < depth; within += BYTES) {
          const maximum = load<f32>(y + out + within);
          const gradient = load<f32>(dy + out + within);
          let open = true;
          for (let i = rowStart; i < rowEnd && open; i++) {
            const start = image + <usize>i * line + within;
            for (let j = columnStart; j < columnEnd && open; j++) {
              const at = start + <usize>j * depth;
              if (load<f32>(x + at) == maximum) {
                if (i >= first) store<f32>(dx + at, load<f32>(dx + at) + gradient);
                open = false;
              }
            }
          }
        }
      }
    }
  }
}
