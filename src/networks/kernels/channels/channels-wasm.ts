import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, outputOnHeap } from '../wasm-heap';
import { CHANNELS, channelsModule } from './channels-wasm-code';

/** Maps as `[many, rows, width]`. */
interface Maps {
  readonly many: number;
  readonly rows: number;
  readonly width: number;
}

/** What is done with maps and vectors of one number a channel; `shape` is the result's. */
export type ChannelWork = Maps & { readonly shape: readonly number[] } & (
    | { readonly what: 'scale' }
    | { readonly what: 'spread' | 'sum'; readonly factor: number }
  );

/** On the heap of the WASM backend, see channels.as.ts. */
export const channelsWasm: BackendKernel<ChannelWork> = {
  runsOn: (backend) => channelsModule(backend) !== null,
  run({ x, vector, other }, work, backend) {
    const kernels = channelsModule(backend)?.kernels;
    const given = x ?? vector;
    if (!given || !kernels) throw new Error('a kernel of channels takes x or a vector');
    const { many, rows, width, shape } = work;
    const { out, address } = outputOnHeap(backend, shape);
    if (many * rows * width === 0) return out;
    const from = addressOf(backend, given);
    const pool = poolFor(backend, many * rows * width);
    if (work.what === 'sum') {
      const beside = other ? addressOf(backend, other) : 0;
      share(kernels, pool, many * Math.ceil(width / CHANNELS), {
        kernel: 'sumRows',
        values: [address, from, beside, rows, width, work.factor],
      });
    } else if (work.what === 'spread') {
      const values = [address, from, rows, width, work.factor] as const;
      share(kernels, pool, many * rows, { kernel: 'spreadRows', values });
    } else {
      if (!vector) throw new Error('maps are scaled by a vector');
      const values = [address, from, addressOf(backend, vector), rows, width] as const;
      share(kernels, pool, many * rows, { kernel: 'scaleRows', values });
    }
    return out;
  },
};
