import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Padding } from '../../graph/graph';
import { BYTES, PANEL, PLANES, TILE } from '../convolution/convolution-wasm-code';
import { CEILINGS, type Convolution, withPadded, type Work } from '../convolution/convolution-work';
import { share } from '../threads/thread-pool';

/** Tiles to a block, by channels: few keep the tiles in the nearest cache, many read a large kernel less often. */
const MOST_TILES = 80;
const tilesFor = (channels: number): number => Math.max(20, Math.min(MOST_TILES, channels / 6));

/** Words of a transformed kernel that no cache of a processor's own holds. */
const LARGE_KERNEL = 2 ** 19;

/** A convolution by Winograd's tiles of two by two output pixels. */
export function byTiles2(
  backend: object,
  x: TensorInfo,
  { padding, activation }: Convolution,
  work: Work,
): void {
  const [batch, outHeight, outWidth, outputs] = work.shape;
  const channels = x.shape[3] ?? 1;
  const [down, across] = [Math.ceil(outHeight / 2), Math.ceil(outWidth / 2)];
  const tiles = batch * down * across;
  const threads = work.pool?.threads ?? 1;
  const panels = Math.ceil(outputs / PANEL);
  // Every block goes through the whole kernel: where that is large, and there are not many tiles, threads share its panels.
  const byPanels = threads > 1 && tiles <= MOST_TILES && PLANES * channels * outputs > LARGE_KERNEL;
  const block = blockOf(
    tiles,
    byPanels ? MOST_TILES : tilesFor(channels),
    byPanels ? 1 : (work.pool?.pieces ?? 1),
  );
  const [top, right, bottom, left] = padding;
  const whole: Padding = [top, right + 2 * across - outWidth, bottom + 2 * down - outHeight, left];
  const own = threads * PLANES * (block + TILE - 1 + block * (channels + PANEL));
  withPadded(backend, x, whole, own, work.kernels, (from, scratch) => {
    share(work.kernels, work.pool, byPanels ? panels : Math.ceil(tiles / block), {
      kernel: 'convolve3x3',
      values: [
        work.y,
        from,
        work.kernel,
        work.bias,
        tiles,
        down,
        across,
        outHeight,
        outWidth,
        (2 * across + 2) * channels * BYTES,
        channels,
        outputs,
        outputs * BYTES,
        Number(activation !== 'linear'),
        0,
        CEILINGS[activation],
        scratch,
        block,
        Number(byPanels),
      ],
    });
  });
}

/** Tiles to a block: no more than so many, a block for everyone, and whole tiles of the product beneath. */
function blockOf(tiles: number, most: number, pieces: number): number {
  const blocks = Math.max(pieces, Math.ceil(tiles / most));
  return Math.ceil(tiles / blocks / TILE) * TILE;
}
