import { gradientKernels } from './gradient-kernels';
import type { Interleaving } from './interleave';
import type { OwnKernel } from './own-kernel';
import { addressOf, outputOnHeap } from './wasm-heap';

/** On the heap of the WASM backend, whose own DepthToSpace takes ten times as long. */
export const interleaveWasm: OwnKernel<Interleaving> = {
  runsOn: (backend) => gradientKernels(backend) !== null,
  run({ phases }, { stride, top, left, height, width }, backend) {
    if (!phases) throw new Error('interleaving takes phases');
    const [batch = 1, rows = 1, columns = 1, depth = 1] = phases.shape;
    const channels = depth / (stride * stride);
    const { out, address } = outputOnHeap(backend, [batch, height, width, channels]);
    const blocks = addressOf(backend, phases);
    const kernels = gradientKernels(backend);
    kernels?.interleave(address, blocks, batch, rows, columns, channels, stride, top, left, height, width);
    return out;
  },
};
