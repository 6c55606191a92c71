import type { BackendKernel } from '../../kernel-runner';
import { addressOf, outputOnHeap } from '../../wasm-heap';
import { pictureModule } from './picture-wasm-code';

/** On the heap of the WASM backend, four pixels at a time: a third is read back of what floats would be. */
export const packedPixelsWasm: BackendKernel<Record<string, never>> = {
  runsOn: (backend) => pictureModule(backend) !== null,
  run({ bytes }, _, backend) {
    if (!bytes) throw new Error('pixels are packed of bytes');
    const shape = bytes.shape.slice(0, 3);
    const { out, address } = outputOnHeap(backend, shape);
    const pixels = shape.reduce((product, side) => product * side, 1);
    pictureModule(backend)?.kernels.packPixels(address, addressOf(backend, bytes), pixels);
    return out;
  },
};
