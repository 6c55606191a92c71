import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../graph/graph';
import { BYTES, type ConvolutionKernels } from './convolution-wasm-code';
import type { FusedActivation } from '../fused-activation';
import type { ThreadPool } from '../threads/thread-pool';
import { addressOf, withScratch } from '../wasm-heap';

/** How a convolution is computed: window by window, or by Winograd's tiles of 2x2 or 4x4 output pixels. */
export type Algorithm = 'direct' | 'winograd2' | 'winograd4';

/** A convolution's geometry and what follows it. */
export interface Convolution {
  /** Height and width of the kernel. */
  readonly taps: Pair;
  readonly outputs: number;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
  readonly activation: FusedActivation;
  /** Whether it sends a gradient back: nothing asks whether its values are equal. */
  readonly backward?: boolean;
  /** For `winograd2` the kernel is as `inTiles` makes it, for the others as `inPanels` does. */
  readonly algorithm: Algorithm;
}

/** What is to be computed with what: addresses on the heap, and the shape of the output. */
export interface Work {
  readonly kernels: ConvolutionKernels;
  /** Null to compute alone. */
  readonly pool: ThreadPool | null;
  readonly y: number;
  readonly kernel: number;
  readonly bias: number;
  readonly shape: readonly [batch: number, outHeight: number, outWidth: number, outputs: number];
}

/** Where each activation ends a value; `linear` does not. */
export const CEILINGS = { linear: Infinity, relu: Infinity, relu6: 6 } as const;

export function paddedSides({ shape }: TensorInfo, [top, right, bottom, left]: Padding) {
  return { high: top + (shape[1] ?? 1) + bottom, wide: left + (shape[2] ?? 1) + right };
}

/** Lends the address of `x` with zeros around it, and of so many words more. */
export function withPadded(
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
