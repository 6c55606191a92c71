// Written by `npm run kernels` from interleave.as.ts: change that file, and run it.
// Digest of the sources, the options and what follows: 863eb156e1da33d892d7a9cf51bb8a2a

import { wasmModule } from '../wasm-module';

/** The functions of interleave.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface InterleaveKernels {
  /**
   * Interleaves the phases of a strided convolution's gradient and cuts the padding away: pixel `(v, u)` of the whole map is
   * block `(v / s, u / s)`'s phase `(v % s) * s + u % s`. `map` is `[batch, height, width, channels]` from `(top, left)` on,
   * `blocks` is `[batch, rows, columns, s * s * channels]`.
   */
  readonly interleave: (
    map: number,
    blocks: number,
    batch: number,
    rows: number,
    columns: number,
    channels: number,
    stride: number,
    top: number,
    left: number,
    height: number,
    width: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const interleaveModule = /* @__PURE__ */ wasmModule<InterleaveKernels>('interleave', [
  {
    plain: atob(
      'AGFzbQEAAAABDwFgC39/f39/f39/f39/AAIPAQNlbnYGbWVtb3J5AgAAAwIBAAcXAgppbnRlcmxlYXZlAAAGbWVtb3J5AgAKxwEBxAEBB38gBUECdCINIAZsIAZsIQ8DQCACIA5LBEAgByEFA0AgBSAHIAlqSQRAIAEgAyAObCAFIAZuaiAEbCAPbGogBSAGcCAGbCANbGohECAIIQsDQCALIAggCmpJBEAgECALIAZuIA9saiALIAZwIA1saiERQQAhDANAIAwgDUkEQCAAIAxqIAwgEWoqAgA4AgAgDEEEaiEMDAELCyAAIA1qIQAgC0EBaiELDAELCyAFQQFqIQUMAQsLIA5BAWohDgwBCwsL',
    ),
    shared: atob(
      'AGFzbQEAAAABDwFgC39/f39/f39/f39/AAISAQNlbnYGbWVtb3J5AgMAgIAEAwIBAAcXAgppbnRlcmxlYXZlAAAGbWVtb3J5AgAKxwEBxAEBB38gBUECdCINIAZsIAZsIQ8DQCACIA5LBEAgByEFA0AgBSAHIAlqSQRAIAEgAyAObCAFIAZuaiAEbCAPbGogBSAGcCAGbCANbGohECAIIQsDQCALIAggCmpJBEAgECALIAZuIA9saiALIAZwIA1saiERQQAhDANAIAwgDUkEQCAAIAxqIAwgEWoqAgA4AgAgDEEEaiEMDAELCyAAIA1qIQAgC0EBaiELDAELCyAFQQFqIQUMAQsLIA5BAWohDgwBCwsL',
    ),
  },
]);
