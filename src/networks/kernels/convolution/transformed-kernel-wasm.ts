import { convolutionModule, PANEL, PLANES } from './convolution-wasm-code';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, outputOnHeap } from '../wasm-heap';

/** On the heap of the WASM backend, see convolution.as.ts. */
export const transformedKernelWasm: BackendKernel<object> = {
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
