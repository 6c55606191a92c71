import type { BackendKernel } from '../../kernel-runner';
import { addressOf, outputOnHeap } from '../../wasm-heap';
import { pictureModule } from './picture-wasm-code';

/** On the heap of the WASM backend, whose own Reverse takes forty times as long. */
export const reverseChannelsWasm: BackendKernel<Record<string, never>> = {
  runsOn: (backend) => pictureModule(backend) !== null,
  run({ x }, _, backend) {
    if (!x) throw new Error('channels are reversed of a picture');
    const { out, address } = outputOnHeap(backend, x.shape);
    const pixels = x.shape.slice(0, -1).reduce((product, side) => product * side, 1);
    pictureModule(backend)?.kernels.reverseChannels(address, addressOf(backend, x), pixels);
    return out;
  },
};
