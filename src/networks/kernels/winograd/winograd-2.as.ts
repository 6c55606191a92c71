// Winograd's F(2x2, 3x3), Lavin and Gray 2015, https://arxiv.org/abs/1509.09308: two by two output pixels from four by four
// of the input, with 16 products a channel in place of 36.

import { convolve } from '../convolution/direct.as';
import { BYTES, PANEL, PANEL_BYTES, VECTOR } from '../panels.as';
import { locateWindows, TILE } from '../convolution/windows.as';
import { PLANES } from './winograd-2-kernel.as';
import { lower, storeOutput, transformTile, upper } from './winograd-2-tiles.as';

/**
 * Part of an undilated 3x3 convolution of stride 1: blocks `from` to `to` of `block` tiles each, or with `byPanels`, where one
 * block holds all tiles, panels `from` to `to` of the outputs. `x` is padded to whole tiles; `u` holds the transformed kernel
 * `[panels, PLANES, channels, PANEL]`; `channels` is a multiple of 4; pixels of `y` are `outPixel` bytes apart. Each thread has a
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
  outPixel: usize,
  clamped: bool,
  low: f32,
  high: f32,
  scratch: usize,
  block: u32,
  byPanels: bool,
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
  const firstPanel: u32 = byPanels ? from : 0;
  const endPanel: u32 = byPanels ? to : (outputs + PANEL - 1) / PANEL;
  const firstBlock: u32 = byPanels ? 0 : from;
  const endBlock: u32 = byPanels ? 1 : to;
  // With the two that overlap the next tile's.
  const pictureBytes = <usize>(2 * tilesDown + 2) * rowBytes;

  for (let i: u32 = 0; i < PLANES; i++) {
    locateWindows(lists + <usize>i * listBytes, v + <usize>i * plane, 1, 1, block, 0, 0, pixel);
  }
  for (let b = firstBlock; b < endBlock; b++) {
    const first = b * block;
    const count = min(block, tiles - first);
    for (let t: u32 = 0; t < count; t++) {
      const tile = first + t;
      const line = tile / tilesAcross;
      const row = x + <usize>(line / tilesDown) * pictureBytes + <usize>(2 * (line % tilesDown)) * rowBytes;
      const corner = row + <usize>(2 * (tile % tilesAcross)) * pixel;
      transformTile(v + <usize>t * pixel, plane, corner, rowBytes, pixel);
    }
    for (let panel = firstPanel; panel < endPanel; panel++) {
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
