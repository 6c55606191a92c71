import { HIGHEST, LOWEST } from '../clamp';
import type { BackendKernel } from '../../kernel-runner';
import { addressOf, outputOnHeap } from '../../wasm-heap';
import type { PictureClimb } from '../picture-work';
import { pictureModule } from './picture-wasm-code';

/** On the heap of the WASM backend, four values at a time. */
export const climbWasm: BackendKernel<PictureClimb> = {
  runsOn: (backend) => pictureModule(backend) !== null,
  run({ x, gradient }, { dx, dy, gain, decay, weight, clamped }, backend) {
    if (!x || !gradient) throw new Error('a climb takes a picture and a gradient');
    const [, height = 1, width = 1] = x.shape;
    const { out, address } = outputOnHeap(backend, x.shape);
    const [from, slope] = [addressOf(backend, x), addressOf(backend, gradient)];
    const [low0 = -Infinity, low1 = -Infinity, low2 = -Infinity] = clamped ? LOWEST : [];
    const [high0 = Infinity, high1 = Infinity, high2 = Infinity] = clamped ? HIGHEST : [];
    const where = [height, width, dx, dy] as const;
    const bounds = [low0, low1, low2, high0, high1, high2] as const;
    pictureModule(backend)?.kernels.climb(address, from, slope, ...where, gain, decay, weight, ...bounds);
    return out;
  },
};
