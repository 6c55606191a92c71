// Winograd's F(4x4, 3x3): four by four output pixels from six by six of the input, with 36 products a channel in place of 144.
//
// A layer is taken in one of two orders. Where its kernel is small, that is transformed first, and then block after block of
// tiles is transformed and multiplied by all of it. Where it is large, all tiles are transformed first, and then panel after
// panel of the kernel is transformed and multiplied with all of them: so no network keeps its kernels transformed, four times
// as large as they are.

import { convolve } from '../convolution/direct.as';
import { between, BYTES, PANEL, PANEL_BYTES, storePart, VECTOR } from '../panels.as';
import { TILE } from '../convolution/windows.as';
import {
  blockBytes,
  blockPlane,
  EDGE,
  Layer,
  listBytes,
  panelBytes,
  panelPlane,
  PLANES_4,
  SIDE,
  transformBlock,
  transformPanel,
} from './winograd-4-layer.as';
import { Line } from './winograd-4-transforms.as';

/**
 * Describes an undilated 3x3 convolution of stride 1 at `at`, in `LAYER` words, for the four kernels below. `x` is
 * `[batch, height, width, channels]`, `w` `[panels, 9, channels, PANEL]`, and `channels` a multiple of 4; a tile of the output is
 * `EDGE` by `EDGE`. `shared` has room for what is transformed first: panels of `PLANES_4 * (channels * PANEL + GAP)` words, or
 * blocks of `PLANES_4 * (block * channels + GAP + block + TILE - 1)`. `own` has a room for each thread, of `ownWords`: for one of
 * the other, and `PLANES_4 * (channels + VECTOR + block * PANEL)` besides.
 */
export function describe4x4(
  at: usize,
  y: usize,
  x: usize,
  w: usize,
  bias: usize,
  batch: u32,
  height: u32,
  width: u32,
  top: u32,
  left: u32,
  outHeight: u32,
  outWidth: u32,
  channels: u32,
  outputs: u32,
  block: u32,
  low: f32,
  high: f32,
  shared: usize,
  own: usize,
  ownWords: u32,
): void {
  const layer = changetype<Layer>(at);
  layer.y = y;
  layer.x = x;
  layer.w = w;
  layer.bias = bias;
  layer.height = height;
  layer.width = width;
  layer.top = top;
  layer.left = left;
  layer.outHeight = outHeight;
  layer.outWidth = outWidth;
  layer.channels = channels;
  layer.outputs = outputs;
  layer.tilesDown = (outHeight + EDGE - 1) / EDGE;
  layer.tilesAcross = (outWidth + EDGE - 1) / EDGE;
  layer.tiles = batch * layer.tilesDown * layer.tilesAcross;
  layer.block = block;
  layer.low = low;
  layer.high = high;
  layer.shared = shared;
  layer.own = own;
  layer.ownBytes = <usize>ownWords * BYTES;
}

/** A thread's own room: for lines of a tile, for a tile at the border, and for sums; then what it transforms for itself. */
function linesOf(layer: Layer, thread: u32): usize {
  return layer.own + <usize>thread * layer.ownBytes;
}
function patchOf(layer: Layer, thread: u32): usize {
  return linesOf(layer, thread) + <usize>PLANES_4 * VECTOR;
}
function sumsOf(layer: Layer, thread: u32): usize {
  return patchOf(layer, thread) + <usize>(PLANES_4 * layer.channels) * BYTES;
}
function restOf(layer: Layer, thread: u32): usize {
  return sumsOf(layer, thread) + <usize>(PLANES_4 * layer.block) * PANEL_BYTES;
}

/** Transforms panels `from` to `to` of the kernel, for all threads. */
export function transformPanels4x4(at: usize, from: u32, to: u32, thread: u32): void {
  const layer = changetype<Layer>(at);
  for (let panel = from; panel < to; panel++) {
    const u = layer.shared + <usize>panel * panelBytes(layer);
    transformPanel(u, layer, panel, linesOf(layer, thread));
  }
}

/** Transforms blocks `from` to `to` of the tiles, for all threads. */
export function transformBlocks4x4(at: usize, from: u32, to: u32, thread: u32): void {
  const layer = changetype<Layer>(at);
  for (let b = from; b < to; b++) {
    const v = layer.shared + <usize>b * blockBytes(layer);
    transformBlock(v, layer, b, linesOf(layer, thread), patchOf(layer, thread));
  }
}

/** The convolution of blocks `from` to `to`, by the whole kernel, which has been transformed. */
export function convolveBlocks4x4(at: usize, from: u32, to: u32, thread: u32): void {
  const layer = changetype<Layer>(at);
  const v = restOf(layer, thread);
  const panels = (layer.outputs + PANEL - 1) / PANEL;
  for (let b = from; b < to; b++) {
    transformBlock(v, layer, b, linesOf(layer, thread), patchOf(layer, thread));
    for (let panel: u32 = 0; panel < panels; panel++) {
      multiply(layer, v, b, layer.shared + <usize>panel * panelBytes(layer), panel, thread);
    }
  }
}

/** The convolution of all blocks, which have been transformed, by panels `from` to `to` of the kernel. */
export function convolvePanels4x4(at: usize, from: u32, to: u32, thread: u32): void {
  const layer = changetype<Layer>(at);
  const u = restOf(layer, thread);
  const blocks = (layer.tiles + layer.block - 1) / layer.block;
  for (let panel = from; panel < to; panel++) {
    transformPanel(u, layer, panel, linesOf(layer, thread));
    for (let b: u32 = 0; b < blocks; b++) {
      multiply(layer, layer.shared + <usize>b * blockBytes(layer), b, u, panel, thread);
    }
  }
}

/** A transformed block times a transformed panel, and the output pixels that come of it. */
function multiply(layer: Layer, v: usize, block: u32, u: usize, panel: u32, thread: u32): void {
  const sums = sumsOf(layer, thread);
  const pixel = <usize>layer.channels * BYTES;
  const first = block * layer.block;
  const count = min(layer.block, layer.tiles - first);
  const parts = (count + TILE - 1) / TILE;
  const plane = <usize>layer.block * PANEL_BYTES;
  for (let i: u32 = 0; i < PLANES_4; i++) {
    const m = sums + <usize>i * plane;
    const list = v + <usize>i * listBytes(layer);
    const w = u + <usize>i * panelPlane(layer);
    convolve(m, list, w, 0, count, PANEL, 1, 1, pixel, 0, 0, false, 0, 0, false, 0, parts);
  }
  const lines = linesOf(layer, thread);
  const outs = layer.outputs - panel * PANEL;
  for (let half: u32 = 0; half < PANEL && half < outs; half += 4) {
    const channel = panel * PANEL + half;
    for (let t: u32 = 0; t < count; t++) {
      const m = sums + <usize>t * PANEL_BYTES + <usize>half * BYTES;
      storeTile(layer, first + t, channel, m, plane, lines);
    }
  }
}

/** Aᵀ m A of a tile's products in four channels, to those of its pixels and channels that there are. */
function storeTile(layer: Layer, tile: u32, channel: u32, m: usize, plane: usize, lines: usize): void {
  const across = layer.tilesAcross;
  const down = layer.tilesDown;
  const line = tile / across;
  const row = (line % down) * EDGE;
  const column = (tile % across) * EDGE;
  const rows = min(EDGE, layer.outHeight - row);
  const columns = min(EDGE, layer.outWidth - column);
  const place = ((line / down) * layer.outHeight + row) * layer.outWidth + column;
  const pixel = <usize>layer.outputs * BYTES;
  let y = layer.y + <usize>place * pixel + <usize>channel * BYTES;
  for (let j: usize = 0; j < SIDE; j++) {
    Line.products(lines + j * VECTOR, SIDE * VECTOR, m + j * plane, SIDE * plane);
  }
  const bias = layer.bias ? v128.load(layer.bias + <usize>channel * BYTES) : f32x4.splat(0);
  const floor = f32x4.splat(layer.low);
  const ceiling = f32x4.splat(layer.high);
  const count = layer.outputs - channel;
  for (let i: u32 = 0; i < rows; i++, y += <usize>layer.outWidth * pixel) {
    const from = lines + <usize>(i * SIDE) * VECTOR;
    Line.products(from, VECTOR, from, VECTOR);
    for (let j: u32 = 0; j < columns; j++) {
      const sum = f32x4.add(v128.load(from + <usize>j * VECTOR), bias);
      storePart(y + <usize>j * pixel, between(sum, floor, ceiling), count);
    }
  }
}
