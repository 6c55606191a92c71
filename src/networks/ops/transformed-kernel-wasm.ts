import { convolutionModule, PANEL, PLANES } from './convolution-kernels';
import type { OwnKernel } from './own-kernel';
import { addressOf, outputOnHeap } from './wasm-heap';

/** On the heap of the WASM backend, see kernels/convolution.ts. */
export const transformedKernelWasm: OwnKernel<object> = {
  runsOn: (backend) => convolutionModule(backend) !== null,
  run({ kernel }, _attributes, backend) {
    const kernels = convolutionModule(backend)?.kernels;
    if (!kernel || !kernels) throw new Error('a transformation takes a kernel');
    const [, , inputs = 0, outputs = 0] = kernel.shape;
    const { out, address } = outputOnHeap(backend, [Math.ceil(outputs / PANEL), PLANES, inputs, PANEL]);
    kernels.transformKernel(address, addressOf(backend, kernel), inputs, outputs);
    return out;
  },
};
