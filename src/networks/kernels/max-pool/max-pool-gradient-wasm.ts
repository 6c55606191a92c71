import type * as tf from '@tensorflow/tfjs-core';
import { type MaxPoolWindow, windowInfo } from './max-pool-window';
import { maxPoolGradientModule } from './max-pool-gradient-wasm-code';
import { onHeap, type BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, outputOnHeap } from '../wasm-heap';

/** On the heap of the WASM backend, four channels at a time where the processor has SIMD, else by plain loops. */
export const maxPoolGradientWasm: BackendKernel<MaxPoolWindow> = {
  run({ dy, input, output }, attributes, backend) {
    if (!dy || !input || !output) throw new Error('a max pool gradient takes dy, input and output');
    const window = windowInfo(input.shape, attributes);
    const kernels = maxPoolGradientModule(backend)?.kernels;
    if (!kernels) {
      const { out, views } = onHeap(backend, input.shape, dy, input, output);
      scatterToWinners(window, ...views);
      return out;
    }
    const { out, address } = outputOnHeap(backend, input.shape);
    const [from, x, y] = [dy, input, output].map((tensor) => addressOf(backend, tensor));
    const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = window;
    const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = window;
    const values = batchSize * inHeight * inWidth * inChannels;
    share(kernels, poolFor(backend, values), batchSize * inHeight, {
      kernel: 'maxPoolGradient',
      values: [
        address,
        from ?? 0,
        x ?? 0,
        y ?? 0,
        inHeight,
        inWidth,
        inChannels,
        outHeight,
        outWidth,
        filterHeight,
        filterWidth,
        strideHeight,
        strideWidth,
        padInfo.top,
        padInfo.left,
      ],
    });
    return out;
  },
};

/** Writes into `dx` every window's `dy` at the first pixel of the window that equals its maximum. */
function scatterToWinners(
  window: tf.backend_util.Conv2DInfo,
  dx: Float32Array,
  dy: Float32Array,
  x: Float32Array,
  y: Float32Array,
): void {
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth, padInfo } = window;
  dx.fill(0);
  for (let n = 0; n < batchSize; n++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * window.strideHeight - padInfo.top;
      const rowStart = Math.max(0, top);
      const rowEnd = Math.min(top + window.filterHeight, inHeight);
      for (let column = 0; column < outWidth; column++) {
        const left = column * window.strideWidth - padInfo.left;
        const columnStart = Math.max(0, left);
        const columnEnd = Math.min(left + window.filterWidth, inWidth);
        const out = ((n * outHeight + row) * outWidth + column) * channels;
        for (let c = 0; c < channels; c++) {
          const winner = y[out + c] as number;
          search: for (let i = rowStart; i < rowEnd; i++) {
            const line = (n * inHeight + i) * inWidth;
            for (let j = columnStart; j < columnEnd; j++) {
              const at = (line + j) * channels + c;
              if (x[at] === winner) {
                dx[at] = (dx[at] as number) + (dy[out + c] as number);
                break search;
              }
            }
          }
        }
      }
    }
  }
}
