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
import { BYTES, PANEL, PANEL_BYTES } from '../panels.as';
import { convolve3x3 } from '../winograd/winograd-2.as';
import { PLANES } from '../winograd/winograd-2-kernel.as';
import { convolvePanel } from './group-panel.as';
import { copyBand } from './group-planes.as';
import { firstOutput, firstSource, lowest, outputsOf, reach, tapMove, tapsOf } from './kernel-phases.as';

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
    copyBand(
      planes,
      x,
      picture,
      height,
      width,
      groups,
      channels,
      lanes,
      top,
      left,
      rows,
      columns,
      firstSet,
      endSet,
    );

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
          false,
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
