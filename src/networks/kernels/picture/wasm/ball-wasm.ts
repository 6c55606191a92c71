import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendKernel } from '../../kernel-runner';
import { addressOf, outputOnHeap } from '../../wasm-heap';
import { HIGHEST, LOWEST } from '../clamp';
import type { MoveFrom, Reach } from '../picture-work';
import { ballModule } from './ball-wasm-code';

// On the heap of the WASM backend, four values at a time: to the last bit what TF.js's single operators give there.

const runsOn = (backend: object): boolean => ballModule(backend) !== null;

/** The signs of a slope, times a length for each channel. */
export const signsWasm: BackendKernel<Reach> = {
  runsOn,
  run({ slope }, { reach }, backend) {
    const { kernels, out, address, length, at } = begin(slope, backend);
    kernels.signs(address, at(slope), length, ...reach);
    return out;
  },
};

/** Pictures held within a box around others. */
export const heldInBoxWasm: BackendKernel<Reach> = {
  runsOn,
  run({ x, centre }, { reach }, backend) {
    const { kernels, out, address, length, at } = begin(x, backend);
    kernels.holdInBox(address, at(x), at(centre), length, ...reach);
    return out;
  },
};

/** A start, changed and moved. */
export const movedFromWasm: BackendKernel<MoveFrom> = {
  runsOn,
  run({ start, change, move }, { clamped }, backend) {
    const { kernels, out, address, length, at } = begin(start, backend);
    const [low0 = -Infinity, low1 = -Infinity, low2 = -Infinity] = clamped ? LOWEST : [];
    const [high0 = Infinity, high1 = Infinity, high2 = Infinity] = clamped ? HIGHEST : [];
    const bounds = [low0, low1, low2, high0, high1, high2] as const;
    kernels.moveFrom(address, at(start), at(change), at(move), length, ...bounds);
    return out;
  },
};

/** Room for what is like an input, which is made before addresses are asked for. */
function begin(like: TensorInfo | undefined, backend: object) {
  const kernels = ballModule(backend)?.kernels;
  if (!like || !kernels) throw new Error('a step within a ball takes pictures and its module');
  const { out, address } = outputOnHeap(backend, like.shape);
  const length = like.shape.reduce((product, side) => product * side, 1);
  const at = (input: TensorInfo | undefined): number => {
    if (!input) throw new Error('a step within a ball takes another picture');
    return addressOf(backend, input);
  };
  return { kernels, out, address, length, at };
}
