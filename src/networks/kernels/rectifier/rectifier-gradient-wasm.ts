import { DECONVNET, GUIDED, rectifierGradientModule } from './rectifier-gradient-wasm-code';
import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import type { RectifierGradient } from './rectifier-rule';
import { addressOf, outputOnHeap } from '../wasm-heap';

/** By the numbers that the kernel has for them. */
const RULES = { standard: 0, guided: GUIDED, deconvnet: DECONVNET } as const;

/** In one pass over the heap of the WASM backend, four values at a time. */
export const rectifierGradientWasm: BackendKernel<RectifierGradient> = {
  runsOn: (backend) => rectifierGradientModule(backend) !== null,
  run({ dy, output }, { rule, ceiling, offset }, backend) {
    if (!dy || !output) throw new Error('a rectifier gradient takes dy and output');
    const width = output.shape.at(-1) ?? 1;
    const rows = output.shape.slice(0, -1).reduce((product, side) => product * side, 1);
    const { out, address } = outputOnHeap(backend, output.shape);
    const [from, value] = [addressOf(backend, dy), addressOf(backend, output)];
    const stride = dy.shape.at(-1) ?? 1;
    const kernels = rectifierGradientModule(backend)?.kernels;
    if (!kernels) throw new Error('a rectifier gradient takes its module');
    share(kernels, poolFor(backend, rows * width), rows, {
      kernel: 'rectifierGradient',
      values: [address, from, value, width, stride, offset, ceiling, RULES[rule]],
    });
    return out;
  },
};
