import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  BYTES,
  type ConvolutionKernels,
  convolutionModule,
  PANEL,
  PLANES,
  TILE,
} from '../convolution/convolution-wasm-code';
import { CEILINGS } from '../convolution/convolution-work';
import type { BackendKernel } from '../kernel-runner';
import { share, threadPoolOf } from '../threads/thread-pool';
import { addressOf, dropFromHeap, outputOnHeap, withScratch } from '../wasm-heap';
import type { GroupedConvolution } from './grouped-convolution-work';
import { lanesFor, worthTiling } from './grouped-kernel-wasm';

/** So many bytes of a few groups' rows are copied at a time, and of a block of them: both stay in the nearer caches. */
const PLANE_BYTES = 2 ** 15;
const BLOCK_BYTES = 2 ** 17;

/** Winograd's tiles to a block, at most. */
const TILES = 40;

/** From so many products on, waking other threads costs less than they save. */
const WORTH_SHARING = 2 ** 20;

/** On the heap of the WASM backend, see grouped-convolution.as.ts; kernel and bias as `packGroups` makes them. */
export const groupedConvolutionWasm: BackendKernel<GroupedConvolution> = {
  runsOn: (backend) => convolutionModule(backend) !== null,
  run({ x, kernel, bias }, convolution, backend) {
    const kernels = convolutionModule(backend)?.kernels;
    if (!x || !kernel || !kernels) throw new Error('a grouped convolution takes x and a kernel');
    const { out, address } = outputOnHeap(backend, convolution.shape);
    if (out.shape.includes(0)) return out;
    try {
      convolveOnHeap(backend, kernels, convolution, x, {
        y: address,
        kernel: addressOf(backend, kernel),
        bias: bias ? addressOf(backend, bias) : 0,
      });
    } catch (thrown) {
      dropFromHeap(backend, out);
      throw thrown;
    }
    return out;
  },
};

function convolveOnHeap(
  backend: object,
  kernels: ConvolutionKernels,
  convolution: GroupedConvolution,
  x: TensorInfo,
  at: { readonly y: number; readonly kernel: number; readonly bias: number },
): void {
  const { groups, taps, strides, padding, dilations, back, activation, inputs, outputs } = convolution;
  const [batch, outHeight, outWidth] = convolution.shape;
  const [, height = 1, width = 1] = x.shape;
  const [top, , , left] = padding;
  const [channels, made] = back ? [outputs, inputs] : [inputs, outputs];
  const pixels = back ? height * width : outHeight * outWidth;
  const products = batch * pixels * taps[0] * taps[1] * inputs * outputs * groups;
  const pool = products < WORTH_SHARING ? null : threadPoolOf(backend);
  const threads = pool?.threads ?? 1;
  const lanes = lanesFor(convolution);
  // Rows and columns of a phase, of which there are as many as strides on the way back.
  const high = back ? Math.ceil(outHeight / strides[0]) : outHeight;
  const wide = back ? Math.ceil(outWidth / strides[1]) : outWidth;
  const tiled = worthTiling(convolution);
  const across = tiled ? 2 * Math.ceil(wide / 2) : wide;
  const columns = kernels.reach(taps[1], strides[1], dilations[1], left, Number(back), across);
  const planeBytes = (rows: number): number =>
    kernels.reach(taps[0], strides[0], dilations[0], top, Number(back), rows) *
    columns *
    channels *
    lanes *
    BYTES;
  const sets = Math.ceil(groups / lanes);
  const { bandRows, blockGroups } = cut(
    high,
    sets,
    planeBytes,
    Math.ceil((pool?.pieces ?? 1) / batch),
    tiled ? 2 : 1,
  );
  const bands = Math.ceil(high / bandRows);
  const blocks = Math.ceil(sets / blockGroups);
  // Winograd's transformed tiles, or where each pixel's window lies and where it is to go.
  const tilesBlock = tiled ? Math.ceil(Math.min(TILES, (bandRows * across) / 4) / TILE) * TILE : 0;
  const own = tiled
    ? PLANES * (tilesBlock + TILE - 1 + tilesBlock * (channels + PANEL))
    : 2 * (bandRows * wide + TILE - 1);
  const words = (blockGroups * planeBytes(bandRows)) / BYTES + own;
  withScratch(backend, threads * words, (scratch) =>
    share(kernels, pool, batch * bands * blocks, {
      kernel: 'convolveGroups',
      values: [
        at.y,
        addressOf(backend, x),
        at.kernel,
        at.bias,
        height,
        width,
        outHeight,
        outWidth,
        groups,
        channels,
        made,
        lanes,
        ...taps,
        ...strides,
        ...dilations,
        top,
        left,
        Number(back),
        Number(activation !== 'linear'),
        CEILINGS[activation],
        bands,
        bandRows,
        blocks,
        blockGroups,
        tilesBlock,
        scratch,
        words * BYTES,
      ],
    }),
  );
}

/**
 * Rows to a band and sets of groups to a block: what the caches hold, and a part for everyone where there are enough. Bands have
 * a multiple of `step` rows.
 */
function cut(
  rows: number,
  sets: number,
  planeBytes: (rows: number) => number,
  parts: number,
  step: number,
): { readonly bandRows: number; readonly blockGroups: number } {
  let bands = 1;
  const rowsOf = (): number => step * Math.ceil(rows / bands / step);
  while (rowsOf() > step && planeBytes(rowsOf()) > PLANE_BYTES) bands *= 2;
  const held = Math.max(1, Math.floor(BLOCK_BYTES / planeBytes(rowsOf())));
  const fair = Math.max(1, Math.floor((sets * bands) / parts));
  while (sets * bands < parts && rowsOf() > step) bands *= 2;
  return { bandRows: rowsOf(), blockGroups: Math.min(sets, held, fair) };
}
