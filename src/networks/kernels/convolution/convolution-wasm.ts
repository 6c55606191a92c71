import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../graph/graph';
import {
  BYTES,
  type ConvolutionKernels,
  convolutionModule,
  PANEL,
  PLANES,
  TILE,
} from './convolution-wasm-code';
import { type ThreadPool, threadPoolOf } from '../threads/thread-pool';
import type { ConvolutionJob } from '../threads/thread-job';
import type { FusedActivation } from '../fused-activation';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, dropFromHeap, outputOnHeap, withScratch } from '../wasm-heap';

/** A convolution's geometry and what follows it. */
export interface Convolution {
  /** Height and width of the kernel. */
  readonly taps: Pair;
  readonly outputs: number;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  readonly activation: FusedActivation;
  /** Whether the kernel is as `inTiles` makes it, rather than as `inPanels` does. */
  readonly tiled: boolean;
}

/** A kernel of more than so many bytes is read once, panel by panel, instead of once for every few pixels. */
const LARGE_KERNEL = 2 ** 18;

/** From so many products on, waking other threads costs less than they save. */
const WORTH_SHARING = 2 ** 20;

/** Winograd's tiles to a block, by channels: few keep the tiles in the nearest cache, many read a large kernel less often. */
const tilesFor = (channels: number): number => Math.max(20, Math.min(80, channels / 6));

const CEILINGS = { linear: Infinity, relu: Infinity, relu6: 6 } as const;

/** On the heap of the WASM backend, see convolution.as.ts. */
export const convolutionWasm: BackendKernel<Convolution> = {
  runsOn: (backend) => convolutionModule(backend) !== null,
  run({ x, kernel, bias }, convolution, backend) {
    const kernels = convolutionModule(backend)?.kernels;
    if (!x || !kernel || !kernels) throw new Error('a convolution takes x and a kernel');
    const { taps, strides, padding, dilations, outputs } = convolution;
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    const [top, right, bottom, left] = padding;
    const outHeight = outputSide(top + height + bottom, taps[0], strides[0], dilations[0]);
    const outWidth = outputSide(left + width + right, taps[1], strides[1], dilations[1]);
    const shape = [batch, outHeight, outWidth, outputs] as const;
    const { out, address } = outputOnHeap(backend, shape);
    const products = taps[0] * taps[1] * channels * batch * outHeight * outWidth * outputs;
    if (products === 0) return out;
    const work: Work = {
      kernels,
      pool: products < WORTH_SHARING ? null : threadPoolOf(backend),
      y: address,
      kernel: addressOf(backend, kernel),
      bias: bias ? addressOf(backend, bias) : 0,
      shape,
    };
    try {
      if (convolution.tiled) byTiles(backend, x, convolution, work);
      else byWindows(backend, x, convolution, work);
    } catch (thrown) {
      dropFromHeap(backend, out);
      throw thrown;
    }
    return out;
  },
};

/** What is to be computed with what: addresses on the heap, and the shape of the output. */
interface Work {
  readonly kernels: ConvolutionKernels;
  /** Null to compute alone. */
  readonly pool: ThreadPool | null;
  readonly y: number;
  readonly kernel: number;
  readonly bias: number;
  readonly shape: readonly [batch: number, outHeight: number, outWidth: number, outputs: number];
}

/** Every window times the kernel's panels. */
function byWindows(backend: object, x: TensorInfo, convolution: Convolution, work: Work): void {
  const { taps, strides, padding, dilations, activation } = convolution;
  const [batch, outHeight, outWidth, outputs] = work.shape;
  const channels = x.shape[3] ?? 1;
  const pixels = batch * outHeight * outWidth;
  const { high, wide } = paddedSides(x, padding);
  const pixelBytes = channels * BYTES;
  const rowBytes = wide * pixelBytes;
  // Taps side by side in a row are side by side in memory.
  const runTaps = dilations[1] === 1 ? taps[1] : 1;
  const panelsOuter = taps[0] * taps[1] * channels * outputs * BYTES > LARGE_KERNEL;
  const parts = Math.ceil(panelsOuter ? outputs / PANEL : pixels / TILE);
  const own = pixels + TILE;
  withPadded(backend, x, padding, own, work.kernels, (from, windows) => {
    const steps = [high * rowBytes, strides[0] * rowBytes, strides[1] * pixelBytes] as const;
    work.kernels.locateWindows(windows, from, batch, outHeight, outWidth, ...steps);
    carryOut(work, parts, {
      kernel: 'convolve',
      values: [
        work.y,
        windows,
        work.kernel,
        work.bias,
        pixels,
        outputs,
        taps[0],
        taps[1] / runTaps,
        runTaps * pixelBytes,
        dilations[0] * rowBytes,
        dilations[1] * pixelBytes,
        Number(activation !== 'linear'),
        0,
        CEILINGS[activation],
        Number(panelsOuter),
      ],
    });
  });
}

/** By Winograd's tiles of two by two output pixels. */
function byTiles(backend: object, x: TensorInfo, { padding, activation }: Convolution, work: Work): void {
  const [batch, outHeight, outWidth, outputs] = work.shape;
  const channels = x.shape[3] ?? 1;
  const [down, across] = [Math.ceil(outHeight / 2), Math.ceil(outWidth / 2)];
  const tiles = batch * down * across;
  const threads = work.pool?.threads ?? 1;
  const block = blockOf(tiles, channels, work.pool?.pieces ?? 1);
  const [top, right, bottom, left] = padding;
  const whole: Padding = [top, right + 2 * across - outWidth, bottom + 2 * down - outHeight, left];
  const own = threads * PLANES * (block + TILE - 1 + block * (channels + PANEL));
  withPadded(backend, x, whole, own, work.kernels, (from, scratch) => {
    carryOut(work, Math.ceil(tiles / block), {
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
        Number(activation !== 'linear'),
        0,
        CEILINGS[activation],
        scratch,
        block,
      ],
    });
  });
}

/** Tiles to a block: no more than so many, a block for everyone, and whole tiles of the product beneath. */
function blockOf(tiles: number, channels: number, pieces: number): number {
  const blocks = Math.max(pieces, Math.ceil(tiles / tilesFor(channels)));
  return Math.ceil(tiles / blocks / TILE) * TILE;
}

function carryOut({ kernels, pool }: Work, parts: number, job: ConvolutionJob): void {
  if (pool) pool.work(job, parts);
  else if (job.kernel === 'convolve') kernels.convolve(...job.values, 0, parts);
  else kernels.convolve3x3(...job.values, 0, parts, 0);
}

function paddedSides({ shape }: TensorInfo, [top, right, bottom, left]: Padding) {
  return { high: top + (shape[1] ?? 1) + bottom, wide: left + (shape[2] ?? 1) + right };
}

/** Lends the address of `x` with zeros around it, and of so many words more. */
function withPadded(
  backend: object,
  x: TensorInfo,
  padding: Padding,
  words: number,
  { pad }: ConvolutionKernels,
  work: (padded: number, scratch: number) => void,
): void {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const { high, wide } = paddedSides(x, padding);
  const source = addressOf(backend, x);
  const size = padding.some((side) => side > 0) ? batch * high * wide * channels : 0;
  withScratch(backend, size + words, (scratch) => {
    if (size > 0) {
      const [top, right, bottom, left] = padding;
      const pixel = channels * BYTES;
      pad(scratch, source, batch, height, width * pixel, top, bottom, left * pixel, right * pixel);
    }
    work(size > 0 ? scratch : source, scratch + size * BYTES);
  });
}

/** Windows that fit along one side. */
export function outputSide(side: number, taps: number, stride: number, dilation: number): number {
  return Math.max(0, Math.floor((side - dilation * (taps - 1) - 1) / stride) + 1);
}
