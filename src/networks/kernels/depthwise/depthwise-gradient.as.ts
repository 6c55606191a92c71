// The gradient of a depthwise convolution with respect to its input, for the memory of TF.js's WASM backend, in AssemblyScript.
// Every pointer is a byte address there, every tensor float32 and NHWC.
//
// Each pixel is the sum of the few taps that reached it, of all channels side by side: no zeros between what came back, and
// nothing to be interleaved.

import { BYTES, loadPart, plus, storePart, VECTOR } from '../panels.as';

/** Words that tell of a tap: where what came back of it lies, and where it does in the kernel, both in bytes. */
export const TAP: u32 = 2;

/** Lists the taps of one side that reached a pixel, and gives the list's end. Steps are bytes. */
function listTaps(
  list: usize,
  pixel: i32,
  taps: i32,
  stride: i32,
  dilation: i32,
  size: i32,
  step: usize,
  tapStep: usize,
): usize {
  for (let tap = 0; tap < taps; tap++) {
    const at = pixel - tap * dilation;
    if (at < 0 || at % stride != 0 || at / stride >= size) continue;
    store<u32>(list, <u32>(<usize>(at / stride) * step));
    store<u32>(list, <u32>(<usize>tap * tapStep), BYTES);
    list += TAP * BYTES;
  }
  return list;
}

/**
 * Rows `from` to `to` of `dx`, `[batch * height, width, channels]`, from `dy`, `[batch, rows, columns, channels]`, and a kernel
 * `[kernelHeight, kernelWidth, channels]`. Each thread has a room of its own at `scratch`, of `width * (1 + TAP * kernelWidth) +
 * TAP * kernelHeight` words.
 */
export function depthwiseGradient(
  dx: usize,
  dy: usize,
  w: usize,
  height: i32,
  width: i32,
  rows: i32,
  columns: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  padTop: i32,
  padLeft: i32,
  scratch: usize,
  from: i32,
  to: i32,
  thread: i32,
): void {
  const pixel = <usize>channels * BYTES;
  const rowBytes = <usize>columns * pixel;
  const ofColumn = (1 + TAP * <u32>kernelWidth) * <u32>BYTES;
  const acrossAt = scratch + <usize>thread * (<usize>width * ofColumn + <usize>(TAP * kernelHeight) * BYTES);
  const downAt = acrossAt + <usize>width * ofColumn;
  // The same for every row: where each column's list ends, and the list.
  for (let u = 0; u < width; u++) {
    const list = acrossAt + <usize>u * ofColumn;
    const end = listTaps(
      list + BYTES,
      u + padLeft,
      kernelWidth,
      strideWidth,
      dilationWidth,
      columns,
      pixel,
      pixel,
    );
    store<u32>(list, <u32>end);
  }
  dx += <usize>(from * width) * pixel;
  for (let v = from; v < to; v++) {
    const picture = dy + <usize>((v / height) * rows) * rowBytes;
    const downEnd = listTaps(
      downAt,
      (v % height) + padTop,
      kernelHeight,
      strideHeight,
      dilationHeight,
      rows,
      rowBytes,
      <usize>kernelWidth * pixel,
    );
    for (let u = 0; u < width; u++, dx += pixel) {
      const list = acrossAt + <usize>u * ofColumn;
      sumTaps(dx, picture, w, pixel, downAt, downEnd, list + BYTES, <usize>load<u32>(list));
    }
  }
}

/** All channels of a pixel, of the taps on two lists: those down and those across. */
function sumTaps(
  dx: usize,
  dy: usize,
  w: usize,
  bytes: usize,
  down: usize,
  downEnd: usize,
  across: usize,
  acrossEnd: usize,
): void {
  let at: usize = 0;
  for (; at + 4 * VECTOR <= bytes; at += 4 * VECTOR) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let i = down; i < downEnd; i += TAP * BYTES) {
      const row = dy + at + <usize>load<u32>(i);
      const line = w + at + <usize>load<u32>(i, BYTES);
      for (let j = across; j < acrossEnd; j += TAP * BYTES) {
        const a = row + <usize>load<u32>(j);
        const b = line + <usize>load<u32>(j, BYTES);
        s0 = plus(s0, v128.load(a), v128.load(b));
        s1 = plus(s1, v128.load(a, VECTOR), v128.load(b, VECTOR));
        s2 = plus(s2, v128.load(a, 2 * VECTOR), v128.load(b, 2 * VECTOR));
        s3 = plus(s3, v128.load(a, 3 * VECTOR), v128.load(b, 3 * VECTOR));
      }
    }
    v128.store(dx + at, s0);
    v128.store(dx + at, s1, VECTOR);
    v128.store(dx + at, s2, 2 * VECTOR);
    v128.store(dx + at, s3, 3 * VECTOR);
  }
  for (; at < bytes; at += VECTOR) {
    const count = <i32>((bytes - at) / BYTES);
    let sum = f32x4.splat(0);
    for (let i = down; i < downEnd; i += TAP * BYTES) {
      const row = dy + at + <usize>load<u32>(i);
      const line = w + at + <usize>load<u32>(i, BYTES);
      for (let j = across; j < acrossEnd; j += TAP * BYTES) {
        const a = loadPart(row + <usize>load<u32>(j), count);
        sum = plus(sum, a, loadPart(line + <usize>load<u32>(j, BYTES), count));
      }
    }
    storePart(dx + at, sum, count);
  }
}
