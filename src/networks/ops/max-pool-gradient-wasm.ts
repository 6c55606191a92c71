import type * as tf from '@tensorflow/tfjs-core';
import type { MaxPoolGradient } from './max-pool-gradient';

/** The part of the WASM backend this kernel touches. */
interface Heap {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

/** Gradient of a max pool with respect to its input, by plain loops over the heap of the WASM backend. Caller disposes. */
export function maxPoolGradientWasm(
  { dy, input, output, window }: MaxPoolGradient,
  backend: object,
): tf.TensorInfo {
  const heap = backend as Heap;
  // Made first: growing the heap would detach views taken before.
  const dx = heap.makeOutput(input.shape, 'float32');
  const views = [dx, dy, input, output].map((tensor) => heap.typedArrayFromHeap(tensor));
  const [dxView, dyView, xView, yView] = views as [Float32Array, Float32Array, Float32Array, Float32Array];
  scatterToWinners(window, dxView, dyView, xView, yView);
  return dx;
}

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
