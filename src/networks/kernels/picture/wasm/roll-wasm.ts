import type { BackendKernel } from '../../kernel-runner';
import { addressOf, outputOnHeap } from '../../wasm-heap';
import { pictureModule } from './picture-wasm-code';
import type { RollOffset } from '../picture-work';

/** Row by row on the heap of the WASM backend. */
export const rollWasm: BackendKernel<RollOffset> = {
  runsOn: (backend) => pictureModule(backend) !== null,
  run({ image }, { dx, dy }, backend) {
    if (!image) throw new Error('a roll takes an image');
    const [batch = 1, height = 1, width = 1, channels = 1] = image.shape;
    const { out, address } = outputOnHeap(backend, image.shape);
    const from = addressOf(backend, image);
    pictureModule(backend)?.kernels.roll(address, from, batch, height, width, channels, dx, dy);
    return out;
  },
};
