// Convolution in groups for the memory of TF.js's WASM backend, in AssemblyScript, forward and back to its input. Every pointer is
// a byte address there, every tensor float32 and NHWC.
//
// A panel of eight sums is one pixel's for `lanes` neighbouring groups at once: eight outputs of one group, four each of two,
// or two each of four, so that narrow groups fill vectors too. Source pixels are first copied with their groups interleaved,
// `[channel, lanes]`, a band of rows at a time, which stays in the cache.
//
// The way back is the same sum over the gradient. With a stride, an input pixel meets only some of the kernel's taps: those
// of its phase, `(pixel + padding) % stride`. Each phase is a convolution of stride 1 of its own, with no tap too many.

import { TILE } from '../convolution/windows.as';
import { convolve3x3 } from '../convolution/winograd-2.as';
import { PLANES, transformKernel } from '../convolution/winograd-2-kernel.as';
import { between, BYTES, PANEL, PANEL_BYTES, plus, storePanel, storePart, VECTOR } from '../panels.as';

// One side of a kernel, height or width. A phase's taps are `first`, `first + step` and so on below `taps`; forward there is
// one phase of all. From one tap to the next the source moves by `tapMove`, from one output of the phase to the next by `move`.

function divisor(a: i32, b: i32): i32 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

function tapStep(stride: i32, dilation: i32, back: bool): i32 {
  return back ? stride / divisor(stride, dilation) : 1;
}

function tapMove(stride: i32, dilation: i32, back: bool): i32 {
  return back ? dilation / divisor(stride, dilation) : dilation;
}

/** The first tap of a phase; `taps` where it has none. */
function firstTap(taps: i32, stride: i32, dilation: i32, back: bool, phase: i32): i32 {
  let tap = 0;
  if (back) while (tap < taps && (tap * dilation) % stride != phase) tap++;
  return tap;
}

function tapsOf(taps: i32, stride: i32, dilation: i32, back: bool, phase: i32): i32 {
  const step = tapStep(stride, dilation, back);
  return (taps - firstTap(taps, stride, dilation, back, phase) + step - 1) / step;
}

/** The `n`-th of a phase's taps in the order in which the source comes: backwards on the way back. */
function tapAt(taps: i32, stride: i32, dilation: i32, back: bool, phase: i32, n: i32): i32 {
  if (!back) return n;
  const count = tapsOf(taps, stride, dilation, back, phase);
  return firstTap(taps, stride, dilation, back, phase) + (count - 1 - n) * tapStep(stride, dilation, back);
}

/** How many outputs of a phase lie in the padding before the first that is wanted. */
function skipped(stride: i32, pad: i32, phase: i32): i32 {
  return pad > phase ? (pad - phase + stride - 1) / stride : 0;
}

/** Where a phase's first output lies. */
function firstOutput(stride: i32, pad: i32, back: bool, phase: i32): i32 {
  return back ? stride * skipped(stride, pad, phase) + phase - pad : 0;
}

/** How many of `size` outputs are of a phase. */
function outputsOf(size: i32, stride: i32, pad: i32, back: bool, phase: i32): i32 {
  if (!back) return size;
  return max(0, (size - firstOutput(stride, pad, back, phase) + stride - 1) / stride);
}

/** Where in the source the first of a phase's taps lies for its first output. */
function firstSource(taps: i32, stride: i32, dilation: i32, pad: i32, back: bool, phase: i32): i32 {
  if (!back) return -pad;
  const count = tapsOf(taps, stride, dilation, back, phase);
  const offset = (phase - dilation * firstTap(taps, stride, dilation, back, phase)) / stride;
  return skipped(stride, pad, phase) + offset - (count - 1) * tapMove(stride, dilation, back);
}

/** The same of whichever phase begins first. */
function lowest(taps: i32, stride: i32, dilation: i32, pad: i32, back: bool): i32 {
  let low = i32.MAX_VALUE;
  const phases = back ? stride : 1;
  for (let phase = 0; phase < phases; phase++) {
    if (tapsOf(taps, stride, dilation, back, phase) == 0) continue;
    low = min(low, firstSource(taps, stride, dilation, pad, back, phase));
  }
  return low;
}

/** How far so many outputs of every phase reach in the source. */
export function reach(taps: i32, stride: i32, dilation: i32, pad: i32, back: bool, outputs: i32): i32 {
  let high = i32.MIN_VALUE;
  const phases = back ? stride : 1;
  for (let phase = 0; phase < phases; phase++) {
    const count = tapsOf(taps, stride, dilation, back, phase);
    if (count == 0) continue;
    const first = firstSource(taps, stride, dilation, pad, back, phase);
    high = max(high, first + (count - 1) * tapMove(stride, dilation, back));
  }
  return high + 1 + (outputs - 1) * (back ? 1 : stride) - lowest(taps, stride, dilation, pad, back);
}

/**
 * A kernel `[kernelHeight, kernelWidth, inputs, groups * outputs]` in panels, phase after phase, each
 * `[groups / lanes, panels, taps of the phase, channels, PANEL]`; what a panel has too many is 0. `inputs` and `outputs` are a
 * group's; on the way back `channels` are its outputs, and panels hold its inputs.
 */
export function packGroups(
  out: usize,
  w: usize,
  kernelHeight: i32,
  kernelWidth: i32,
  inputs: i32,
  outputs: i32,
  groups: i32,
  lanes: i32,
  strideHeight: i32,
  strideWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  back: bool,
): void {
  const channels = back ? outputs : inputs;
  const made = back ? inputs : outputs;
  const each = <i32>PANEL / lanes;
  const panels = (made + each - 1) / each;
  const high = back ? strideHeight : 1;
  const wide = back ? strideWidth : 1;
  for (let phase = 0; phase < high * wide; phase++) {
    const down = phase / wide;
    const across = phase % wide;
    const rows = tapsOf(kernelHeight, strideHeight, dilationHeight, back, down);
    const columns = tapsOf(kernelWidth, strideWidth, dilationWidth, back, across);
    for (let part = 0; part < ((groups + lanes - 1) / lanes) * panels; part++) {
      const first = (part / panels) * lanes;
      const start = (part % panels) * each;
      for (let tap = 0; tap < rows * columns; tap++) {
        const row = tapAt(kernelHeight, strideHeight, dilationHeight, back, down, tap / columns);
        const column = tapAt(kernelWidth, strideWidth, dilationWidth, back, across, tap % columns);
        const plane = (row * kernelWidth + column) * inputs;
        for (let channel = 0; channel < channels; channel++) {
          for (let place = 0; place < <i32>PANEL; place++, out += BYTES) {
            const group = first + (place % lanes);
            const one = start + place / lanes;
            const line = (plane + (back ? one : channel)) * groups;
            const at = (line + group) * outputs + (back ? channel : one);
            store<f32>(out, group < groups && one < made ? load<f32>(w + <usize>at * BYTES) : 0);
          }
        }
      }
    }
  }
}

/** Writes zeros: few, most of the time, for which `memory.fill` takes too long. */
function clear(at: usize, end: usize): void {
  for (; at < end; at += BYTES) store<f32>(at, 0);
}

/** So many panels of 3x3 taps, as `packGroups` makes them, transformed for `convolve3x3`: `[PLANES, channels, PANEL]` each. */
export function transformGroups(u: usize, w: usize, panels: u32, channels: u32): void {
  const line = <usize>channels * PANEL_BYTES;
  for (let panel: u32 = 0; panel < panels; panel++) {
    transformKernel(u, w, channels, PANEL);
    u += <usize>PLANES * line;
    w += 9 * line;
  }
}

/**
 * Copies pixels of a line, `fromStep` bytes apart: `channels` of each of `present` groups as `[channels, lanes]`. Groups that
 * are not present are 0.
 */
function copyLine(
  to: usize,
  end: usize,
  from: usize,
  fromStep: usize,
  channels: u32,
  lanes: u32,
  present: u32,
): void {
  const group = <usize>channels * BYTES;
  const wide = group & ~(VECTOR - 1);
  if (lanes == 1) {
    for (; to < end; from += fromStep) {
      let at: usize = 0;
      for (; at < wide; at += VECTOR, to += VECTOR) v128.store(to, v128.load(from + at));
      for (; at < group; at += BYTES, to += BYTES) store<f32>(to, load<f32>(from + at));
    }
    return;
  }
  if (lanes == 4 && present == 4 && channels == 1) {
    for (; to < end; to += VECTOR, from += fromStep) v128.store(to, v128.load(from));
    return;
  }
  if (lanes == 2 && present == 2 && wide == group) {
    for (; to < end; from += fromStep) {
      for (let at: usize = 0; at < wide; at += VECTOR, to += 2 * VECTOR) {
        const a = v128.load(from + at);
        const b = v128.load(from + at + group);
        v128.store(to, v128.shuffle<f32>(a, b, 0, 4, 1, 5));
        v128.store(to, v128.shuffle<f32>(a, b, 2, 6, 3, 7), VECTOR);
      }
    }
    return;
  }
  for (; to < end; from += fromStep) {
    for (let at: usize = 0; at < group; at += BYTES) {
      for (let lane: u32 = 0; lane < lanes; lane++, to += BYTES) {
        store<f32>(to, lane < present ? load<f32>(from + at + <usize>lane * group) : 0);
      }
    }
  }
}

/** Stores a pixel's panel: `count` outputs of each of `present` groups, `group` bytes apart. Of as many lanes as `T` has values. */
function storeGroups<T>(at: usize, a: v128, b: v128, count: u32, present: u32, group: usize): void {
  if (sizeof<T>() == 4) {
    storePanel(at, a, b, count);
  } else if (sizeof<T>() == 8) {
    storePart(at, v128.shuffle<f32>(a, b, 0, 2, 4, 6), count);
    if (present > 1) storePart(at + group, v128.shuffle<f32>(a, b, 1, 3, 5, 7), count);
  } else if (group == BYTES && present == 4) {
    v128.store(at, a);
  } else {
    const pairs = min(count, 2);
    storePart(at, v128.shuffle<f32>(a, b, 0, 4, 0, 4), pairs);
    if (present > 1) storePart(at + group, v128.shuffle<f32>(a, b, 1, 5, 1, 5), pairs);
    if (present > 2) storePart(at + 2 * group, v128.shuffle<f32>(a, b, 2, 6, 2, 6), pairs);
    if (present > 3) storePart(at + 3 * group, v128.shuffle<f32>(a, b, 3, 7, 3, 7), pairs);
  }
}

/** One channel of as many groups as `T` has values, over and over. */
function spread<T>(at: usize): v128 {
  if (sizeof<T>() == 4) return v128.load32_splat(at);
  return sizeof<T>() == 8 ? v128.load64_splat(at) : v128.load(at);
}

/**
 * One panel for all `pixels` of a list: of each, the offset of its window in `plane` and its place in `y`, `PLACE` bytes after. A
 * window is `rows` by `columns` runs of `runBytes`. `T` has as many values as there are lanes.
 */
function convolvePanel<T>(
  y: usize,
  list: usize,
  plane: usize,
  w: usize,
  bias: usize,
  pixels: u32,
  rows: u32,
  columns: u32,
  runBytes: usize,
  rowStep: usize,
  columnStep: usize,
  clamped: bool,
  ceiling: f32,
  count: u32,
  present: u32,
  group: usize,
): void {
  const floor = f32x4.splat(0);
  const top = f32x4.splat(ceiling);
  const start0 = bias ? v128.load(bias) : floor;
  const start1 = bias ? v128.load(bias, VECTOR) : floor;
  for (let pixel: u32 = 0; pixel < pixels; pixel += TILE, list += <usize>TILE * 2 * BYTES) {
    let b = w;
    let c00 = start0;
    let c01 = start1;
    let c10 = start0;
    let c11 = start1;
    let c20 = start0;
    let c21 = start1;
    let c30 = start0;
    let c31 = start1;
    let c40 = start0;
    let c41 = start1;
    for (let row: u32 = 0; row < rows; row++) {
      for (let column: u32 = 0; column < columns; column++) {
        const run = plane + <usize>row * rowStep + <usize>column * columnStep;
        let a0 = run + <usize>load<u32>(list);
        let a1 = run + <usize>load<u32>(list, 8);
        let a2 = run + <usize>load<u32>(list, 16);
        let a3 = run + <usize>load<u32>(list, 24);
        let a4 = run + <usize>load<u32>(list, 32);
        const end = a0 + runBytes;
        while (a0 < end) {
          const b0 = v128.load(b);
          const b1 = v128.load(b, VECTOR);
          b += PANEL_BYTES;
          const x0 = spread<T>(a0);
          c00 = plus(c00, x0, b0);
          c01 = plus(c01, x0, b1);
          a0 += sizeof<T>();
          const x1 = spread<T>(a1);
          c10 = plus(c10, x1, b0);
          c11 = plus(c11, x1, b1);
          a1 += sizeof<T>();
          const x2 = spread<T>(a2);
          c20 = plus(c20, x2, b0);
          c21 = plus(c21, x2, b1);
          a2 += sizeof<T>();
          const x3 = spread<T>(a3);
          c30 = plus(c30, x3, b0);
          c31 = plus(c31, x3, b1);
          a3 += sizeof<T>();
          const x4 = spread<T>(a4);
          c40 = plus(c40, x4, b0);
          c41 = plus(c41, x4, b1);
          a4 += sizeof<T>();
        }
      }
    }
    if (clamped) {
      c00 = between(c00, floor, top);
      c01 = between(c01, floor, top);
      c10 = between(c10, floor, top);
      c11 = between(c11, floor, top);
      c20 = between(c20, floor, top);
      c21 = between(c21, floor, top);
      c30 = between(c30, floor, top);
      c31 = between(c31, floor, top);
      c40 = between(c40, floor, top);
      c41 = between(c41, floor, top);
    }
    storeGroups<T>(y + <usize>load<u32>(list, 4), c00, c01, count, present, group);
    if (pixel + 1 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 12), c10, c11, count, present, group);
    if (pixel + 2 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 20), c20, c21, count, present, group);
    if (pixel + 3 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 28), c30, c31, count, present, group);
    if (pixel + 4 < pixels) storeGroups<T>(y + <usize>load<u32>(list, 36), c40, c41, count, present, group);
  }
}

/**
 * Part of a convolution in groups, `y[pixel, o] = clamp(bias[o] + Σ x[tap, i] * w[tap, i, o], 0, ceiling)`, or of its gradient
 * with respect to its input, where `x` is what came back and `y` the gradient. `channels` and `outputs` are a group's, of `x`
 * and of `y`; kernel, strides, dilations and padding are the convolution's; `w` and `bias`, which may be 0 for none, are as
 * `packGroups` makes them. The work is cut by pictures, by `bands` of `bandRows` rows of each phase, and by `blocks` of
 * `blockGroups` times `lanes` groups: `from` and `to` count these. With `tilesBlock`
 * above 0 it is by Winograd's tiles, so many to a block: 3x3, of stride 1 and one lane, bands of even rows, `w` transformed. Each
 * thread has a `scratch` of its own of `scratchBytes`.
 */
export function convolveGroups(
  y: usize,
  x: usize,
  w: usize,
  bias: usize,
  height: i32,
  width: i32,
  outHeight: i32,
  outWidth: i32,
  groups: i32,
  channels: i32,
  outputs: i32,
  lanes: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  padTop: i32,
  padLeft: i32,
  back: bool,
  clamped: bool,
  ceiling: f32,
  bands: i32,
  bandRows: i32,
  blocks: i32,
  blockGroups: i32,
  tilesBlock: i32,
  scratch: usize,
  scratchBytes: usize,
  from: i32,
  to: i32,
  thread: i32,
): void {
  const sets = (groups + lanes - 1) / lanes;
  const each = <i32>PANEL / lanes;
  const panels = (outputs + each - 1) / each;
  const phasesWide = back ? strideWidth : 1;
  const phases = phasesWide * (back ? strideHeight : 1);
  const rowMove = back ? 1 : strideHeight;
  const columnMove = back ? 1 : strideWidth;
  const rowTaps = tapMove(strideHeight, dilationHeight, back);
  const columnTaps = tapMove(strideWidth, dilationWidth, back);
  const low = lowest(kernelHeight, strideHeight, dilationHeight, padTop, back);
  const left = lowest(kernelWidth, strideWidth, dilationWidth, padLeft, back);
  const phaseWidth = back ? (outWidth + strideWidth - 1) / strideWidth : outWidth;
  // Tiles are whole, two pixels wide.
  const across = tilesBlock > 0 ? (phaseWidth + 1) & ~1 : phaseWidth;
  const rows = reach(kernelHeight, strideHeight, dilationHeight, padTop, back, bandRows);
  const columns = reach(kernelWidth, strideWidth, dilationWidth, padLeft, back, across);
  const pixelBytes = <usize>(channels * lanes) * BYTES;
  const rowBytes = <usize>columns * pixelBytes;
  const planeBytes = <usize>rows * rowBytes;
  const groupBytes = <usize>outputs * BYTES;
  const outPixel = <usize>groups * groupBytes;
  const planes = scratch + <usize>thread * scratchBytes;
  const list = planes + <usize>blockGroups * planeBytes;

  for (let part = from; part < to; part++) {
    const picture = part / (bands * blocks);
    const first = ((part / blocks) % bands) * bandRows;
    const firstSet = (part % blocks) * blockGroups;
    const endSet = min(firstSet + blockGroups, sets);
    const top = low + first * rowMove;
    for (let row = 0; row < rows; row++) {
      const line = planes + <usize>row * rowBytes;
      const source = top + row;
      const inside = source >= 0 && source < height;
      const begin = inside ? min(columns, max(0, -left)) : columns;
      const end = inside ? max(begin, min(columns, width - left)) : columns;
      for (let set = firstSet; set < endSet; set++) {
        const to = line + <usize>(set - firstSet) * planeBytes;
        const present = min(lanes, groups - set * lanes);
        clear(to, to + <usize>begin * pixelBytes);
        const pixel = (picture * height + source) * width + left + begin;
        const at = x + <usize>((pixel * groups + set * lanes) * channels) * BYTES;
        const step = <usize>(groups * channels) * BYTES;
        copyLine(
          to + <usize>begin * pixelBytes,
          to + <usize>end * pixelBytes,
          at,
          step,
          channels,
          lanes,
          present,
        );
        clear(to + <usize>end * pixelBytes, to + rowBytes);
      }
    }

    if (tilesBlock > 0) {
      const outRows = min(bandRows, outHeight - first);
      const tilesDown = (outRows + 1) / 2;
      const tilesAcross = across / 2;
      const tiles = tilesDown * tilesAcross;
      const corner = y + <usize>((picture * outHeight + first) * outWidth) * outPixel;
      for (let set = firstSet; set < endSet; set++) {
        const kernels = <usize>(set * panels);
        convolve3x3(
          corner + <usize>set * groupBytes,
          planes + <usize>(set - firstSet) * planeBytes,
          w + kernels * <usize>(PLANES * <u32>channels) * PANEL_BYTES,
          bias ? bias + kernels * PANEL_BYTES : 0,
          tiles,
          tilesDown,
          tilesAcross,
          outRows,
          outWidth,
          rowBytes,
          channels,
          outputs,
          outPixel,
          clamped,
          0,
          ceiling,
          list,
          tilesBlock,
          0,
          (tiles + tilesBlock - 1) / tilesBlock,
          0,
        );
      }
      continue;
    }

    let panel = w;
    for (let phase = 0; phase < phases; phase++) {
      const down = phase / phasesWide;
      const right = phase % phasesWide;
      const tapsDown = tapsOf(kernelHeight, strideHeight, dilationHeight, back, down);
      const tapsAcross = tapsOf(kernelWidth, strideWidth, dilationWidth, back, right);
      const firstRow = firstOutput(strideHeight, padTop, back, down);
      const firstColumn = firstOutput(strideWidth, padLeft, back, right);
      const endRow = min(first + bandRows, outputsOf(outHeight, strideHeight, padTop, back, down));
      const across = outputsOf(outWidth, strideWidth, padLeft, back, right);
      const sourceRow = firstSource(kernelHeight, strideHeight, dilationHeight, padTop, back, down) - low;
      const sourceColumn = firstSource(kernelWidth, strideWidth, dilationWidth, padLeft, back, right) - left;
      let end = list;
      for (let row = first; row < endRow; row++) {
        const place = picture * outHeight + firstRow + row * (back ? strideHeight : 1);
        const window = <usize>(sourceRow + (row - first) * rowMove) * rowBytes;
        for (let column = 0; column < across; column++, end += 2 * BYTES) {
          const at = place * outWidth + firstColumn + column * (back ? strideWidth : 1);
          store<u32>(end, <u32>(window + <usize>(sourceColumn + column * columnMove) * pixelBytes));
          store<u32>(end, <u32>(<usize>at * outPixel), 4);
        }
      }
      const pixels = <u32>(end - list) / (2 * <u32>BYTES);
      // Those that fill the last tile are computed and not kept.
      for (let rest: u32 = 1; pixels > 0 && rest < TILE; rest++, end += 2 * BYTES)
        store<u32>(end, load<u32>(list));

      const runTaps = columnTaps == 1 ? tapsAcross : 1;
      const runs = runTaps > 0 ? tapsAcross / runTaps : 0;
      const runBytes = <usize>runTaps * pixelBytes;
      const panelBytes = <usize>(tapsDown * tapsAcross * channels) * PANEL_BYTES;
      const rowStep = <usize>rowTaps * rowBytes;
      const columnStep = <usize>columnTaps * pixelBytes;
      for (let set = firstSet; set < endSet; set++) {
        const plane = planes + <usize>(set - firstSet) * planeBytes;
        const present = min(lanes, groups - set * lanes);
        for (let p = 0; p < panels; p++) {
          const at = <usize>(set * panels + p);
          const out = y + <usize>(set * lanes) * groupBytes + <usize>(p * each) * BYTES;
          const k = panel + at * panelBytes;
          const b = bias ? bias + at * PANEL_BYTES : 0;
          const n = outputs - p * each;
          if (lanes == 1)
            convolvePanel<f32>(
              out,
              list,
              plane,
              k,
              b,
              pixels,
              tapsDown,
              runs,
              runBytes,
              rowStep,
              columnStep,
              clamped,
              ceiling,
              n,
              present,
              groupBytes,
            );
          else if (lanes == 2)
            convolvePanel<f64>(
              out,
              list,
              plane,
              k,
              b,
              pixels,
              tapsDown,
              runs,
              runBytes,
              rowStep,
              columnStep,
              clamped,
              ceiling,
              n,
              present,
              groupBytes,
            );
          else
            convolvePanel<v128>(
              out,
              list,
              plane,
              k,
              b,
              pixels,
              tapsDown,
              runs,
              runBytes,
              rowStep,
              columnStep,
              clamped,
              ceiling,
              n,
              present,
              groupBytes,
            );
        }
      }
      panel += <usize>(sets * panels) * panelBytes;
    }
  }
}
