import type { TensorInfo } from '@tensorflow/tfjs-core';
import { BYTES, EDGE, GAP, LAYER, PANEL, PLANES_4, TILE } from '../convolution/convolution-wasm-code';
import { CEILINGS, type Convolution, type Work } from '../convolution/convolution-work';
import { share } from '../threads/thread-pool';
import { addressOf, withScratch } from '../wasm-heap';

/** Tiles to a block, at most. */
const MOST_TILES = 40;

/** Pairs of channels from which on the tiles are transformed once and the kernel panel by panel, not the other way round. */
const LARGE_KERNEL = 2 ** 16;

/** Words of a vector. */
const VECTOR = 4;

/** A convolution by Winograd's tiles of four by four output pixels. Throws where there is no room for what it transforms. */
export function byTiles4(backend: object, x: TensorInfo, convolution: Convolution, work: Work): void {
  const { padding, activation } = convolution;
  const [batch, outHeight, outWidth, outputs] = work.shape;
  const [, height = 1, width = 1, channels = 1] = x.shape;
  const tiles = batch * Math.ceil(outHeight / EDGE) * Math.ceil(outWidth / EDGE);
  const panels = Math.ceil(outputs / PANEL);
  const byPanels = channels * outputs > LARGE_KERNEL;
  const block = blockOf(tiles, byPanels ? 1 : (work.pool?.pieces ?? 1));
  const blocks = Math.ceil(tiles / block);
  const panelWords = PLANES_4 * (channels * PANEL + GAP);
  const blockWords = PLANES_4 * (block * channels + GAP + block + TILE - 1);
  const shared = byPanels ? blocks * blockWords : panels * panelWords;
  const own = PLANES_4 * (channels + VECTOR + block * PANEL) + (byPanels ? panelWords : blockWords);
  withScratch(backend, LAYER + shared + (work.pool?.threads ?? 1) * own, (layer) => {
    work.kernels.describe4x4(
      layer,
      work.y,
      addressOf(backend, x),
      work.kernel,
      work.bias,
      batch,
      height,
      width,
      padding[0],
      padding[3],
      outHeight,
      outWidth,
      channels,
      outputs,
      block,
      activation === 'linear' ? -Infinity : 0,
      CEILINGS[activation],
      layer + LAYER * BYTES,
      layer + (LAYER + shared) * BYTES,
      own,
    );
    if (byPanels) {
      share(work.kernels, work.pool, blocks, { kernel: 'transformBlocks4x4', values: [layer] });
      share(work.kernels, work.pool, panels, { kernel: 'convolvePanels4x4', values: [layer] });
    } else {
      share(work.kernels, work.pool, panels, { kernel: 'transformPanels4x4', values: [layer] });
      share(work.kernels, work.pool, blocks, { kernel: 'convolveBlocks4x4', values: [layer] });
    }
  });
}

/** Tiles to a block: no more than so many, a block for everyone, and whole tiles of the product beneath. */
function blockOf(tiles: number, pieces: number): number {
  const blocks = Math.max(pieces, Math.ceil(tiles / MOST_TILES));
  return Math.ceil(tiles / blocks / TILE) * TILE;
}
