import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import type { SharedJob } from '../threads/shared-kernels';
import { addressOf, outputOnHeap } from '../wasm-heap';
import { rowsModule } from './rows-wasm-code';

/** Addresses of a row's kernel: where its output goes, and where its inputs lie, by name. */
interface RowAddresses {
  readonly out: number;
  readonly at: (name: string) => number;
  readonly width: number;
}

/** Layer normalisation of `x` by `scale` and `offset`; where `dy` is given its gradient. */
export const layerNormWasm: BackendKernel<{ readonly epsilon: number }> = {
  runsOn: (backend) => rowsModule(backend) !== null,
  run: (inputs, { epsilon }, backend) =>
    byRows(backend, inputs, ({ out, at, width }) =>
      inputs['dy']
        ? {
            kernel: 'layerNormGradient',
            values: [out, at('dy'), at('x'), at('scale'), width, epsilon],
          }
        : { kernel: 'layerNorm', values: [out, at('x'), at('scale'), at('offset'), width, epsilon] },
    ),
};

/** Softmax of `x` along its last axis; where `dy` is given its gradient, `x` being what it gave. */
export const softmaxWasm: BackendKernel<object> = {
  runsOn: (backend) => rowsModule(backend) !== null,
  run: (inputs, _attributes, backend) =>
    byRows(backend, inputs, ({ out, at, width }) =>
      inputs['dy']
        ? { kernel: 'softmaxGradient', values: [out, at('dy'), at('x'), width] }
        : { kernel: 'softmax', values: [out, at('x'), width] },
    ),
};

/** Runs a kernel on every row of `x`, on the heap of the WASM backend, see rows.as.ts. */
function byRows(
  backend: object,
  inputs: Readonly<Record<string, TensorInfo>>,
  job: (addresses: RowAddresses) => SharedJob,
): TensorInfo {
  const kernels = rowsModule(backend)?.kernels;
  const { x } = inputs;
  if (!x || !kernels) throw new Error('a kernel of rows takes x');
  const { out, address } = outputOnHeap(backend, x.shape);
  const width = x.shape.at(-1) ?? 1;
  const rows = x.shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const at = (name: string): number => {
    const input = inputs[name];
    if (!input) throw new Error(`a kernel of rows takes ${name}`);
    return addressOf(backend, input);
  };
  if (width > 0) share(kernels, poolFor(backend, rows * width), rows, job({ out: address, at, width }));
  return out;
}
