// Depth to space for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC.

const BYTES: usize = 4;

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
