import type { TensorInfo } from '@tensorflow/tfjs-core';
import { BYTES, convolutionModule, PANEL, TILE } from './convolution-wasm-code';
import { CEILINGS, type Convolution, paddedSides, withPadded, type Work } from './convolution-work';
import { byTiles2 } from '../winograd/winograd-2-wasm';
import { byTiles4 } from '../winograd/winograd-4-wasm';
import { share, threadPoolOf } from '../threads/thread-pool';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, dropFromHeap, outputOnHeap } from '../wasm-heap';

/** A kernel of more than so many bytes is read once, panel by panel, instead of once for every few pixels. */
const LARGE_KERNEL = 2 ** 18;

/** From so many products on, waking other threads costs less than they save. */
const WORTH_SHARING = 2 ** 20;

const WAYS = { direct: byWindows, winograd2: byTiles2, winograd4: byTiles4 } as const;

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
      WAYS[convolution.algorithm](backend, x, convolution, work);
    } catch (thrown) {
      dropFromHeap(backend, out);
      throw thrown;
    }
    return out;
  },
};

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
    share(work.kernels, work.pool, parts, {
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

/** Windows that fit along one side. */
export function outputSide(side: number, taps: number, stride: number, dilation: number): number {
  return Math.max(0, Math.floor((side - dilation * (taps - 1) - 1) / stride) + 1);
}
