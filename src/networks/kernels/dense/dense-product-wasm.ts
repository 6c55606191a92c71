import { BYTES, denseProductModule, MIDDLE, PART } from './dense-product-wasm-code';
import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, outputOnHeap } from '../wasm-heap';

/** Which product of `[I, O]`: forward `[N, I]` to `[N, O]`, or backward `[N, O]` to `[N, I]`. */
export interface DenseProduct {
  readonly backward: boolean;
  readonly inputs: number;
  readonly outputs: number;
  /** What the kernel's bytes stand for; absent where it holds float32. */
  readonly bytes?: { readonly scale: number; readonly min: number };
}

/** Whether this instance of the WASM backend has the kernels. */
export function multipliesBytesWasm(backend: object): boolean {
  return denseProductModule(backend) !== null;
}

/** On the heap of the WASM backend, one picture after the other. */
export const denseProductWasm: BackendKernel<DenseProduct> = {
  runsOn: multipliesBytesWasm,
  run({ x, kernel }, { backward, inputs, outputs, bytes }, backend) {
    const kernels = denseProductModule(backend)?.kernels;
    if (!x || !kernel || !kernels) throw new Error('a dense product takes x and kernel');
    const batch = x.shape[0] ?? 1;
    const [from, to] = backward ? [outputs, inputs] : [inputs, outputs];
    const { out, address } = outputOnHeap(backend, [batch, to]);
    const [source, matrix] = [addressOf(backend, x), addressOf(backend, kernel)];
    const pool = poolFor(backend, inputs * outputs);
    for (let n = 0; n < batch; n++) {
      const y = address + n * to * BYTES;
      const at = source + n * from * BYTES;
      const centre = bytes ? bytes.min + MIDDLE * bytes.scale : 0;
      if (backward) {
        const job = bytes
          ? ({ kernel: 'denseGradient8', values: [y, at, matrix, outputs, bytes.scale, centre] } as const)
          : ({ kernel: 'denseGradient', values: [y, at, matrix, outputs] } as const);
        share(kernels, pool, inputs, job);
      } else {
        const job = bytes
          ? ({
              kernel: 'denseForward8',
              values: [y, at, matrix, inputs, outputs, bytes.scale, centre],
            } as const)
          : ({ kernel: 'denseForward', values: [y, at, matrix, inputs, outputs] } as const);
        share(kernels, pool, Math.ceil(outputs / PART), job);
      }
    }
    return out;
  },
};
