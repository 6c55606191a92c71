import { interleaveModule } from './interleave-wasm-code';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, outputOnHeap } from '../wasm-heap';

/** Which part of the interleaved map is wanted: from `top` and `left`, of `height` by `width`. */
export interface Interleaving {
  readonly stride: number;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** On the heap of the WASM backend, whose own DepthToSpace takes ten times as long. */
export const interleaveWasm: BackendKernel<Interleaving> = {
  runsOn: (backend) => interleaveModule(backend) !== null,
  run({ phases }, { stride, top, left, height, width }, backend) {
    if (!phases) throw new Error('interleaving takes phases');
    const [batch = 1, rows = 1, columns = 1, depth = 1] = phases.shape;
    const channels = depth / (stride * stride);
    const { out, address } = outputOnHeap(backend, [batch, height, width, channels]);
    const blocks = addressOf(backend, phases);
    const kernels = interleaveModule(backend)?.kernels;
    kernels?.interleave(address, blocks, batch, rows, columns, channels, stride, top, left, height, width);
    return out;
  },
};
