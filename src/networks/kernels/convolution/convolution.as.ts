// Convolution for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC. It is compiled once with relaxed SIMD's fused multiply-add and once without.

const BYTES: usize = 4;
const VECTOR: usize = 16;

/** Output channels that are computed together: two vectors. Kernels come in panels of so many, `[panels, taps, PANEL]`. */
const PANEL: u32 = 8;
const PANEL_BYTES: usize = 32;

/** Output pixels that are computed together: with two vectors each they fill the sixteen registers of x86, not more. */
const TILE: u32 = 5;

/** Copies `[batch, height, row]` into the middle of `[batch, top + height + bottom, left + row + right]`; the rest is 0. */
export function pad(
  out: usize,
  x: usize,
  batch: u32,
  height: u32,
  rowBytes: usize,
  top: u32,
  bottom: u32,
  leftBytes: usize,
  rightBytes: usize,
): void {
  const wide = leftBytes + rowBytes + rightBytes;
  for (let n: u32 = 0; n < batch; n++) {
    memory.fill(out, 0, <usize>top * wide);
    out += <usize>top * wide;
    for (let row: u32 = 0; row < height; row++) {
      memory.fill(out, 0, leftBytes);
      memory.copy(out + leftBytes, x, rowBytes);
      memory.fill(out + leftBytes + rowBytes, 0, rightBytes);
      out += wide;
      x += rowBytes;
    }
    memory.fill(out, 0, <usize>bottom * wide);
    out += <usize>bottom * wide;
  }
}

/**
 * Writes where in the input each output pixel's window begins, pixel by pixel, and repeats the last one until the list fills
 * whole tiles, which are read and not kept. Steps are bytes of the padded input.
 */
export function locateWindows(
  list: usize,
  x: usize,
  batch: u32,
  outHeight: u32,
  outWidth: u32,
  pictureStep: usize,
  rowStep: usize,
  columnStep: usize,
): void {
  let at = x;
  for (let n: u32 = 0; n < batch; n++, x += pictureStep) {
    let line = x;
    for (let row: u32 = 0; row < outHeight; row++, line += rowStep) {
      at = line;
      for (let column: u32 = 0; column < outWidth; column++, at += columnStep, list += BYTES) {
        store<u32>(list, <u32>at);
      }
    }
  }
  at -= columnStep;
  for (let rest = TILE - 1; rest > 0; rest--, list += BYTES) store<u32>(list, <u32>at);
}

/** One product and sum of four values. */
function plus(sum: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

function between(value: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, low), high);
}

/** Stores the first `count` of a panel's values; a whole panel where there are more. */
function storePanel(at: usize, first: v128, second: v128, count: u32): void {
  if (count >= PANEL) {
    v128.store(at, first);
    v128.store(at, second, VECTOR);
    return;
  }
  if (count >= 4) {
    v128.store(at, first);
    first = second;
    at += VECTOR;
    count -= 4;
  }
  if (count > 0) store<f32>(at, f32x4.extract_lane(first, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(first, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(first, 2), 8);
}

/**
 * Part of a convolution, `y[pixel, o] = clamp(bias[o] + Σ x[window + tap] * w[tap, o], low, high)` for `pixels` in all. A
 * window is `rows` by `columns` runs of `runBytes` each, `rowStep` and `columnStep` bytes apart: neighbouring taps of a row
 * are neighbours in memory too, so a row of an undilated window is one run. `bias`, filled up to whole panels, may be 0 for
 * none. One of the tiles of pixels and the panels of outputs is walked once, the other again and again for each: with
 * `panelsOuter` the panels. `from` and `to` count those walked once.
 */
export function convolve(
  y: usize,
  windows: usize,
  w: usize,
  bias: usize,
  pixels: u32,
  outputs: u32,
  rows: u32,
  columns: u32,
  runBytes: usize,
  rowStep: usize,
  columnStep: usize,
  clamped: bool,
  low: f32,
  high: f32,
  panelsOuter: bool,
  from: u32,
  to: u32,
): void {
  const inner = panelsOuter ? (pixels + TILE - 1) / TILE : (outputs + PANEL - 1) / PANEL;
  const panelBytes = <usize>(rows * columns) * runBytes * PANEL;
  const pixelBytes = <usize>outputs * BYTES;
  const floor = f32x4.splat(low);
  const ceiling = f32x4.splat(high);
  for (let o = from; o < to; o++) {
    for (let i: u32 = 0; i < inner; i++) {
      const panel = panelsOuter ? o : i;
      const pixel = (panelsOuter ? i : o) * TILE;
      const list = windows + <usize>pixel * BYTES;
      let b = w + <usize>panel * panelBytes;

      const start = bias + <usize>panel * PANEL_BYTES;
      let c00 = bias ? v128.load(start) : f32x4.splat(0);
      let c01 = bias ? v128.load(start, VECTOR) : f32x4.splat(0);
      let c10 = c00;
      let c11 = c01;
      let c20 = c00;
      let c21 = c01;
      let c30 = c00;
      let c31 = c01;
      let c40 = c00;
      let c41 = c01;

      for (let row: u32 = 0; row < rows; row++) {
        for (let column: u32 = 0; column < columns; column++) {
          const offset = <usize>row * rowStep + <usize>column * columnStep;
          let a0 = <usize>load<u32>(list) + offset;
          let a1 = <usize>load<u32>(list, 4) + offset;
          let a2 = <usize>load<u32>(list, 8) + offset;
          let a3 = <usize>load<u32>(list, 12) + offset;
          let a4 = <usize>load<u32>(list, 16) + offset;
          const end = a0 + runBytes;
          while (a0 < end) {
            const b0 = v128.load(b);
            const b1 = v128.load(b, VECTOR);
            b += PANEL_BYTES;
            const x0 = v128.load32_splat(a0);
            c00 = plus(c00, x0, b0);
            c01 = plus(c01, x0, b1);
            a0 += BYTES;
            const x1 = v128.load32_splat(a1);
            c10 = plus(c10, x1, b0);
            c11 = plus(c11, x1, b1);
            a1 += BYTES;
            const x2 = v128.load32_splat(a2);
            c20 = plus(c20, x2, b0);
            c21 = plus(c21, x2, b1);
            a2 += BYTES;
            const x3 = v128.load32_splat(a3);
            c30 = plus(c30, x3, b0);
            c31 = plus(c31, x3, b1);
            a3 += BYTES;
            const x4 = v128.load32_splat(a4);
            c40 = plus(c40, x4, b0);
            c41 = plus(c41, x4, b1);
            a4 += BYTES;
          }
        }
      }

      if (clamped) {
        c00 = between(c00, floor, ceiling);
        c01 = between(c01, floor, ceiling);
        c10 = between(c10, floor, ceiling);
        c11 = between(c11, floor, ceiling);
        c20 = between(c20, floor, ceiling);
        c21 = between(c21, floor, ceiling);
        c30 = between(c30, floor, ceiling);
        c31 = between(c31, floor, ceiling);
        c40 = between(c40, floor, ceiling);
        c41 = between(c41, floor, ceiling);
      }
      const first = panel * PANEL;
      const count = outputs - first;
      const out = y + <usize>first * BYTES;
      storePanel(out + <usize>pixel * pixelBytes, c00, c01, count);
      if (pixel + 1 < pixels) storePanel(out + <usize>(pixel + 1) * pixelBytes, c10, c11, count);
      if (pixel + 2 < pixels) storePanel(out + <usize>(pixel + 2) * pixelBytes, c20, c21, count);
      if (pixel + 3 < pixels) storePanel(out + <usize>(pixel + 3) * pixelBytes, c30, c31, count);
      if (pixel + 4 < pixels) storePanel(out + <usize>(pixel + 4) * pixelBytes, c40, c41, count);
    }
  }
}

// Winograd's F(2x2, 3x3), Lavin and Gray 2015, https://arxiv.org/abs/1509.09308: two by two output pixels from four by four
// of the input, with 16 products a channel in place of 36.

/** Numbers of a transformed tile, each in a plane of its own: `[PLANES, tiles, channels]`, row by row of four by four. */
const PLANES: u32 = 16;

/** The first `count` of four values, and zeros. */
function loadPart(at: usize, count: i32): v128 {
  if (count >= 4) return v128.load(at);
  let part = f32x4.splat(0);
  if (count > 0) part = f32x4.replace_lane(part, 0, load<f32>(at));
  if (count > 1) part = f32x4.replace_lane(part, 1, load<f32>(at, 4));
  if (count > 2) part = f32x4.replace_lane(part, 2, load<f32>(at, 8));
  return part;
}

/** The four numbers of a transformed kernel that three of its taps in a line make, to planes `step` bytes apart. */
function storeLine(u: usize, step: usize, g0: v128, g1: v128, g2: v128): void {
  const half = f32x4.splat(0.5);
  const ends = f32x4.mul(half, f32x4.add(g0, g2));
  const middle = f32x4.mul(half, g1);
  v128.store(u, g0);
  v128.store(u + step, f32x4.add(ends, middle));
  v128.store(u + 2 * step, f32x4.sub(ends, middle));
  v128.store(u + 3 * step, g2);
}

/** G g Gᵀ of every pair of channels of a kernel `[3, 3, inputs, outputs]`, as `[panels, PLANES, inputs, PANEL]`. */
export function transformKernel(u: usize, w: usize, inputs: u32, outputs: u32): void {
  const tap = <usize>(inputs * outputs) * BYTES;
  const line = <usize>3 * tap;
  const plane = <usize>inputs * PANEL_BYTES;
  const half = f32x4.splat(0.5);
  const filled = (outputs + PANEL - 1) & ~(PANEL - 1);
  for (let first: u32 = 0; first < filled; first += 4) {
    const count = <i32>outputs - <i32>first;
    const panel = u + <usize>((first / PANEL) * PLANES) * plane + <usize>(first % PANEL) * BYTES;
    for (let i: u32 = 0; i < inputs; i++) {
      const from = w + <usize>(i * outputs + first) * BYTES;
      const to = panel + <usize>i * PANEL_BYTES;
      const a0 = loadPart(from, count);
      const a1 = loadPart(from + tap, count);
      const a2 = loadPart(from + 2 * tap, count);
      const b0 = f32x4.mul(half, loadPart(from + line, count));
      const b1 = f32x4.mul(half, loadPart(from + line + tap, count));
      const b2 = f32x4.mul(half, loadPart(from + line + 2 * tap, count));
      const c0 = loadPart(from + 2 * line, count);
      const c1 = loadPart(from + 2 * line + tap, count);
      const c2 = loadPart(from + 2 * line + 2 * tap, count);
      const e0 = f32x4.mul(half, f32x4.add(a0, c0));
      const e1 = f32x4.mul(half, f32x4.add(a1, c1));
      const e2 = f32x4.mul(half, f32x4.add(a2, c2));
      storeLine(to, plane, a0, a1, a2);
      storeLine(to + 4 * plane, plane, f32x4.add(e0, b0), f32x4.add(e1, b1), f32x4.add(e2, b2));
      storeLine(to + 8 * plane, plane, f32x4.sub(e0, b0), f32x4.sub(e1, b1), f32x4.sub(e2, b2));
      storeLine(to + 12 * plane, plane, c0, c1, c2);
    }
  }
}

/** Four neighbours of a row, transformed, to four planes. */
function storeRow(v: usize, plane: usize, d0: v128, d1: v128, d2: v128, d3: v128): void {
  v128.store(v, f32x4.sub(d0, d2));
  v128.store(v + plane, f32x4.add(d1, d2));
  v128.store(v + 2 * plane, f32x4.sub(d2, d1));
  v128.store(v + 3 * plane, f32x4.sub(d1, d3));
}

/** Bᵀ d B of a tile of the input, the four by four pixels from `x` on. Steps are bytes. */
function transformTile(v: usize, plane: usize, x: usize, row: usize, pixel: usize): void {
  const end = x + pixel;
  for (; x < end; x += VECTOR, v += VECTOR) {
    for (let i: u32 = 0; i < 4; i++) {
      // The rows of Bᵀ: d0 - d2, d1 + d2, d2 - d1, d1 - d3.
      const a = x + (i == 0 ? 0 : i == 2 ? 2 * row : row);
      const b = x + (i < 2 ? 2 * row : i == 2 ? row : 3 * row);
      let d0 = v128.load(a);
      let d1 = v128.load(a + pixel);
      let d2 = v128.load(a + 2 * pixel);
      let d3 = v128.load(a + 3 * pixel);
      if (i == 1) {
        d0 = f32x4.add(d0, v128.load(b));
        d1 = f32x4.add(d1, v128.load(b + pixel));
        d2 = f32x4.add(d2, v128.load(b + 2 * pixel));
        d3 = f32x4.add(d3, v128.load(b + 3 * pixel));
      } else {
        d0 = f32x4.sub(d0, v128.load(b));
        d1 = f32x4.sub(d1, v128.load(b + pixel));
        d2 = f32x4.sub(d2, v128.load(b + 2 * pixel));
        d3 = f32x4.sub(d3, v128.load(b + 3 * pixel));
      }
      storeRow(v + <usize>(4 * i) * plane, plane, d0, d1, d2, d3);
    }
  }
}

/** A column of four planes' products, summed for the tile's upper pixels: m0 + m1 + m2. */
function upper(m: usize, plane: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(m), v128.load(m + 4 * plane)), v128.load(m + 8 * plane));
}

/** The same for its lower pixels: m1 - m2 - m3. */
function lower(m: usize, plane: usize): v128 {
  return f32x4.sub(f32x4.sub(v128.load(m + 4 * plane), v128.load(m + 8 * plane)), v128.load(m + 12 * plane));
}

/** One row of a tile's output, from its columns' sums `p` and `q`, the first and the second half of a panel. */
function storeOutput(
  y: usize,
  pixel: usize,
  count: u32,
  beside: bool,
  bias: usize,
  clamped: bool,
  low: f32,
  high: f32,
  p0: v128,
  p1: v128,
  p2: v128,
  p3: v128,
  q0: v128,
  q1: v128,
  q2: v128,
  q3: v128,
): void {
  let left0 = f32x4.add(f32x4.add(p0, p1), p2);
  let left1 = f32x4.add(f32x4.add(q0, q1), q2);
  let right0 = f32x4.sub(f32x4.sub(p1, p2), p3);
  let right1 = f32x4.sub(f32x4.sub(q1, q2), q3);
  if (bias) {
    const b0 = v128.load(bias);
    const b1 = v128.load(bias, VECTOR);
    left0 = f32x4.add(left0, b0);
    left1 = f32x4.add(left1, b1);
    right0 = f32x4.add(right0, b0);
    right1 = f32x4.add(right1, b1);
  }
  if (clamped) {
    const floor = f32x4.splat(low);
    const ceiling = f32x4.splat(high);
    left0 = between(left0, floor, ceiling);
    left1 = between(left1, floor, ceiling);
    right0 = between(right0, floor, ceiling);
    right1 = between(right1, floor, ceiling);
  }
  storePanel(y, left0, left1, count);
  if (beside) storePanel(y + pixel, right0, right1, count);
}

/**
 * Part of an undilated 3x3 convolution of stride 1: blocks `from` to `to` of `block` tiles each. `x` is padded to whole
 * tiles; `u` holds the transformed kernel `[panels, PLANES, channels, PANEL]`; `channels` is a multiple of 4. Each thread has a
 * `scratch` of its own, of `PLANES * ((block + TILE - 1) + block * (channels + PANEL))` words, one after the other.
 */
export function convolve3x3(
  y: usize,
  x: usize,
  u: usize,
  bias: usize,
  tiles: u32,
  tilesDown: u32,
  tilesAcross: u32,
  outHeight: u32,
  outWidth: u32,
  rowBytes: usize,
  channels: u32,
  outputs: u32,
  clamped: bool,
  low: f32,
  high: f32,
  scratch: usize,
  block: u32,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const listBytes = <usize>(block + TILE - 1) * BYTES;
  const pixel = <usize>channels * BYTES;
  const plane = <usize>block * pixel;
  const sumPlane = <usize>block * PANEL_BYTES;
  const lists = scratch + <usize>(thread * PLANES) * (listBytes + plane + sumPlane);
  const v = lists + <usize>PLANES * listBytes;
  const sums = v + <usize>PLANES * plane;
  const outPixel = <usize>outputs * BYTES;
  const panels = (outputs + PANEL - 1) / PANEL;
  // With the two that overlap the next tile's.
  const pictureBytes = <usize>(2 * tilesDown + 2) * rowBytes;

  for (let i: u32 = 0; i < PLANES; i++) {
    locateWindows(lists + <usize>i * listBytes, v + <usize>i * plane, 1, 1, block, 0, 0, pixel);
  }
  for (let b = from; b < to; b++) {
    const first = b * block;
    const count = min(block, tiles - first);
    for (let t: u32 = 0; t < count; t++) {
      const tile = first + t;
      const line = tile / tilesAcross;
      const row = x + <usize>(line / tilesDown) * pictureBytes + <usize>(2 * (line % tilesDown)) * rowBytes;
      const corner = row + <usize>(2 * (tile % tilesAcross)) * pixel;
      transformTile(v + <usize>t * pixel, plane, corner, rowBytes, pixel);
    }
    for (let panel: u32 = 0; panel < panels; panel++) {
      const kernel = u + <usize>(panel * PLANES * channels) * PANEL_BYTES;
      for (let i: u32 = 0; i < PLANES; i++) {
        const list = lists + <usize>i * listBytes;
        const w = kernel + <usize>(i * channels) * PANEL_BYTES;
        const parts = (count + TILE - 1) / TILE;
        const m = sums + <usize>i * sumPlane;
        convolve(m, list, w, 0, count, PANEL, 1, 1, pixel, 0, 0, false, 0, 0, false, 0, parts);
      }
      const start = bias ? bias + <usize>panel * PANEL_BYTES : 0;
      const outs = outputs - panel * PANEL;
      for (let t: u32 = 0; t < count; t++) {
        const tile = first + t;
        const line = tile / tilesAcross;
        const row = (line % tilesDown) * 2;
        const column = (tile % tilesAcross) * 2;
        const at = ((line / tilesDown) * outHeight + row) * outWidth + column;
        const out = y + <usize>at * outPixel + <usize>panel * PANEL_BYTES;
        const beside = column + 1 < outWidth;
        const m0 = sums + <usize>t * PANEL_BYTES;
        const m1 = m0 + sumPlane;
        const m2 = m1 + sumPlane;
        const m3 = m2 + sumPlane;
        storeOutput(
          out,
          outPixel,
          outs,
          beside,
          start,
          clamped,
          low,
          high,
          upper(m0, sumPlane),
          upper(m1, sumPlane),
          upper(m2, sumPlane),
          upper(m3, sumPlane),
          upper(m0 + VECTOR, sumPlane),
          upper(m1 + VECTOR, sumPlane),
          upper(m2 + VECTOR, sumPlane),
          upper(m3 + VECTOR, sumPlane),
        );
        if (row + 1 >= outHeight) continue;
        storeOutput(
          out + <usize>outWidth * outPixel,
          outPixel,
          outs,
          beside,
          start,
          clamped,
          low,
          high,
          lower(m0, sumPlane),
          lower(m1, sumPlane),
          lower(m2, sumPlane),
          lower(m3, sumPlane),
          lower(m0 + VECTOR, sumPlane),
          lower(m1 + VECTOR, sumPlane),
          lower(m2 + VECTOR, sumPlane),
          lower(m3 + VECTOR, sumPlane),
        );
      }
    }
  }
}
