import { gradientKernels } from './gradient-kernels';
import type { OwnKernel } from './own-kernel';
import type { RectifierGradient } from './rectifier-gradient';
import { addressOf, outputOnHeap } from './wasm-heap';

/** By the numbers kernels/gradients.ts has for them. */
const RULES = { standard: 0, guided: 1, deconvnet: 2 } as const;

/** In one pass over the heap of the WASM backend, four values at a time. */
export const rectifierGradientWasm: OwnKernel<RectifierGradient> = {
  runsOn: (backend) => gradientKernels(backend) !== null,
  run({ dy, output }, { rule, ceiling, offset }, backend) {
    if (!dy || !output) throw new Error('a rectifier gradient takes dy and output');
    const width = output.shape.at(-1) ?? 1;
    const rows = output.shape.slice(0, -1).reduce((product, side) => product * side, 1);
    const { out, address } = outputOnHeap(backend, output.shape);
    const [from, value] = [addressOf(backend, dy), addressOf(backend, output)];
    const stride = dy.shape.at(-1) ?? 1;
    const kernels = gradientKernels(backend);
    kernels?.rectifierGradient(address, from, value, rows, width, stride, offset, ceiling, RULES[rule]);
    return out;
  },
};
