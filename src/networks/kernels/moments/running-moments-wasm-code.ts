// Written by `npm run kernels` from running-moments.as.ts: change that file, and run it.
// Digest of the sources, the options and what follows: 98a2bdbf20d21264d4dc00c2b26f6311

import { wasmModule } from '../wasm-module';

/** The functions of running-moments.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface RunningMomentsKernels {
  /** `out = mean + ratio * (here - mean)` */
  readonly takeIntoMean: (out: number, here: number, mean: number, size: number, ratio: number) => void;
  /** `out = distances + (weight * (here - mean)² + spread)`; `spread` may be 0 for none. */
  readonly takeIntoDistances: (
    out: number,
    here: number,
    mean: number,
    distances: number,
    spread: number,
    size: number,
    weight: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const runningMomentsModule = /* @__PURE__ */ wasmModule<RunningMomentsKernels>('runningMoments', [
  {
    plain: atob(
      'AGFzbQEAAAABEwJgBX9/f399AGAHf39/f39/fQACDwEDZW52Bm1lbW9yeQIAAAMDAgABBy0DDHRha2VJbnRvTWVhbgAAEXRha2VJbnRvRGlzdGFuY2VzAAEGbWVtb3J5AgAK7QIClwEDAX8CewF9IAAgA0ECdGohBSAE/RMhBgNAIABBEGoiAyAFTQRAIAAgAv0ABAAiByAB/QAEACAH/eUBIAb95gH95AH9CwQAIAMhACABQRBqIQEgAkEQaiECDAELCwNAIAAgBUkEQCAAIAIqAgAiCCABKgIAIAiTIASUkjgCACAAQQRqIQAgAUEEaiEBIAJBBGohAgwBCwsL0QEDAnsBfwF9IAVBAnQhCSAG/RMhB0EAIQUDQCAFQRBqIAlNBEAgASAFav0ABAAgAiAFav0ABAD95QEiCCAI/eYBIAf95gEhCCAAIAVqIAMgBWr9AAQAIAQEeyAIIAQgBWr9AAQA/eQBBSAIC/3kAf0LBAAgBUEQaiEFDAELCwNAIAUgCUkEQCABIAVqKgIAIAIgBWoqAgCTIgogCpQgBpQhCiAAIAVqIAMgBWoqAgAgBAR9IAogBCAFaioCAJIFIAoLkjgCACAFQQRqIQUMAQsLCw==',
    ),
    shared: atob(
      'AGFzbQEAAAABEwJgBX9/f399AGAHf39/f39/fQACEgEDZW52Bm1lbW9yeQIDAICABAMDAgABBy0DDHRha2VJbnRvTWVhbgAAEXRha2VJbnRvRGlzdGFuY2VzAAEGbWVtb3J5AgAK7QIClwEDAX8CewF9IAAgA0ECdGohBSAE/RMhBgNAIABBEGoiAyAFTQRAIAAgAv0ABAAiByAB/QAEACAH/eUBIAb95gH95AH9CwQAIAMhACABQRBqIQEgAkEQaiECDAELCwNAIAAgBUkEQCAAIAIqAgAiCCABKgIAIAiTIASUkjgCACAAQQRqIQAgAUEEaiEBIAJBBGohAgwBCwsL0QEDAnsBfwF9IAVBAnQhCSAG/RMhB0EAIQUDQCAFQRBqIAlNBEAgASAFav0ABAAgAiAFav0ABAD95QEiCCAI/eYBIAf95gEhCCAAIAVqIAMgBWr9AAQAIAQEeyAIIAQgBWr9AAQA/eQBBSAIC/3kAf0LBAAgBUEQaiEFDAELCwNAIAUgCUkEQCABIAVqKgIAIAIgBWoqAgCTIgogCpQgBpQhCiAAIAVqIAMgBWoqAgAgBAR9IAogBCAFaioCAJIFIAoLkjgCACAFQQRqIQUMAQsLCw==',
    ),
  },
]);
