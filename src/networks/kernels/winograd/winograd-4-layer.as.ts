// A layer for Winograd's F(4x4, 3x3), see winograd-4.as.ts, and what is made of its kernel and its tiles.

import { BYTES, PANEL_BYTES, VECTOR } from '../panels.as';
import { locateWindows, TILE } from '../convolution/windows.as';
import { Line } from './winograd-4-transforms.as';

/** Output pixels of a tile along each side. */
export const EDGE: u32 = 4;
/** Pixels of the input that they are made of, along each side. */
export const SIDE: u32 = 6;
/** Numbers of a transformed tile, each in a plane of its own. */
export const PLANES_4: u32 = 36;
/** Words between two planes: at a power of two from each other, their numbers would all fall into the same few cache lines. */
export const GAP: u32 = 16;
/** Words of the description of a layer. */
export const LAYER: u32 = 32;

/** What a layer's threads share, at the beginning of its room on the heap. */
@unmanaged
export class Layer {
  y: usize;
  x: usize;
  /** The kernel in panels, `[panels, 9, channels, PANEL]`. */
  w: usize;
  /** Filled up to whole panels; 0 for none. */
  bias: usize;
  height: u32;
  width: u32;
  top: u32;
  left: u32;
  outHeight: u32;
  outWidth: u32;
  channels: u32;
  outputs: u32;
  /** All of them, and those of a picture along its sides. */
  tiles: u32;
  tilesDown: u32;
  tilesAcross: u32;
  /** Tiles that are transformed and multiplied together. */
  block: u32;
  low: f32;
  high: f32;
  /** What is transformed for all threads: the whole kernel, or all blocks. */
  shared: usize;
  /** A room for each thread, one after the other. */
  own: usize;
  ownBytes: usize;
}

/** From one plane of a transformed panel to the next. */
export function panelPlane(layer: Layer): usize {
  return <usize>layer.channels * PANEL_BYTES + <usize>GAP * BYTES;
}

/** From one transformed panel to the next. */
export function panelBytes(layer: Layer): usize {
  return <usize>PLANES_4 * panelPlane(layer);
}

/** From one plane of a transformed block to the next. */
export function blockPlane(layer: Layer): usize {
  return <usize>(layer.block * layer.channels + GAP) * BYTES;
}

/** A plane's list of its tiles. */
export function listBytes(layer: Layer): usize {
  return <usize>(layer.block + TILE - 1) * BYTES;
}

/** From one transformed block to the next: the planes' lists, and the planes. */
export function blockBytes(layer: Layer): usize {
  return <usize>PLANES_4 * (listBytes(layer) + blockPlane(layer));
}

/** G g Gᵀ of every pair of channels of a panel of the kernel, as `[PLANES_4, channels, PANEL]`. `lines` has room for one. */
export function transformPanel(u: usize, layer: Layer, panel: u32, lines: usize): void {
  const tap = <usize>layer.channels * PANEL_BYTES;
  const plane = panelPlane(layer);
  const w = layer.w + <usize>panel * 9 * tap;
  for (let at: usize = 0; at < tap; at += VECTOR) {
    for (let j: usize = 0; j < 3; j++) {
      Line.taps(lines + j * VECTOR, 3 * VECTOR, w + at + j * tap, 3 * tap);
    }
    for (let i: usize = 0; i < SIDE; i++) {
      Line.taps(u + at + i * SIDE * plane, plane, lines + i * 3 * VECTOR, VECTOR);
    }
  }
}

/** Bᵀ d B of a block of tiles, plane by plane. There is room for a tile of one vector, and for one of all channels. */
export function transformBlock(v: usize, layer: Layer, index: u32, lines: usize, patch: usize): void {
  const pixel = <usize>layer.channels * BYTES;
  const plane = blockPlane(layer);
  const list = listBytes(layer);
  const planes = v + <usize>PLANES_4 * list;
  for (let i: u32 = 0; i < PLANES_4; i++) {
    locateWindows(v + <usize>i * list, planes + <usize>i * plane, 1, 1, layer.block, 0, 0, pixel);
  }
  const first = index * layer.block;
  const count = min(layer.block, layer.tiles - first);
  for (let t: u32 = 0; t < count; t++) {
    const tile = first + t;
    const line = tile / layer.tilesAcross;
    const picture = layer.x + <usize>(line / layer.tilesDown) * <usize>(layer.height * layer.width) * pixel;
    const row = <i32>((line % layer.tilesDown) * EDGE) - <i32>layer.top;
    const column = <i32>((tile % layer.tilesAcross) * EDGE) - <i32>layer.left;
    transformTile(planes + <usize>t * pixel, plane, layer, picture, row, column, lines, patch);
  }
}

/** One tile of it, from that row and column of a picture on: what lies outside is 0. */
function transformTile(
  v: usize,
  plane: usize,
  layer: Layer,
  picture: usize,
  row: i32,
  column: i32,
  lines: usize,
  patch: usize,
): void {
  const pixel = <usize>layer.channels * BYTES;
  const height = <i32>layer.height;
  const width = <i32>layer.width;
  const side = <i32>SIDE;
  let x = picture + <usize>(row * width + column) * pixel;
  let down = <usize>width * pixel;
  if (row < 0 || column < 0 || row + side > height || column + side > width) {
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        const to = patch + <usize>(i * side + j) * pixel;
        const inside = row + i >= 0 && row + i < height && column + j >= 0 && column + j < width;
        if (inside) memory.copy(to, x + <usize>i * down + <usize>j * pixel, pixel);
        else memory.fill(to, 0, pixel);
      }
    }
    x = patch;
    down = SIDE * pixel;
  }
  for (let at: usize = 0; at < pixel; at += VECTOR) {
    for (let j: usize = 0; j < SIDE; j++) {
      Line.pixels(lines + j * VECTOR, SIDE * VECTOR, x + at + j * pixel, down);
    }
    for (let i: usize = 0; i < SIDE; i++) {
      Line.pixels(v + at + i * SIDE * plane, plane, lines + i * SIDE * VECTOR, VECTOR);
    }
  }
}
