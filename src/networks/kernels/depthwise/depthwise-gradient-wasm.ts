import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, dropFromHeap, outputOnHeap, withScratch } from '../wasm-heap';
import { depthwiseGradientModule, TAP } from './depthwise-gradient-wasm-code';
import type { DepthwiseGradient } from './depthwise-work';

/** On the heap of the WASM backend, see depthwise-gradient.as.ts. */
export const depthwiseGradientWasm: BackendKernel<DepthwiseGradient> = {
  runsOn: (backend) => depthwiseGradientModule(backend) !== null,
  run({ dy, kernel }, { taps, strides, padding, dilations, shape }, backend) {
    const kernels = depthwiseGradientModule(backend)?.kernels;
    if (!dy || !kernel || !kernels) throw new Error('a depthwise gradient takes dy and a kernel');
    const [batch, height, width, channels] = shape;
    const [, rows = 0, columns = 0] = dy.shape;
    const { out, address } = outputOnHeap(backend, shape);
    if (shape.includes(0)) return out;
    const [top, , , left] = padding;
    const pool = poolFor(backend, batch * height * width * channels);
    const room = width * (1 + TAP * taps[1]) + TAP * taps[0];
    try {
      withScratch(backend, (pool?.threads ?? 1) * room, (scratch) =>
        share(kernels, pool, batch * height, {
          kernel: 'depthwiseGradient',
          values: [
            address,
            addressOf(backend, dy),
            addressOf(backend, kernel),
            height,
            width,
            rows,
            columns,
            channels,
            ...taps,
            ...strides,
            ...dilations,
            top,
            left,
            scratch,
          ],
        }),
      );
    } catch (thrown) {
      dropFromHeap(backend, out);
      throw thrown;
    }
    return out;
  },
};
