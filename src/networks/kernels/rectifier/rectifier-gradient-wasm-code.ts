// Written by `npm run kernels` from rectifier-gradient.as.ts: change that file, and run it.

import { wasmModule } from '../wasm-module';

export const GUIDED = 1;
export const DECONVNET = 2;

/** The functions of rectifier-gradient.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface RectifierGradientKernels {
  /**
   * `dx[r, c] = dy[r, offset + c]` where `0 < y[r, c] < ceiling` and the rule lets it through, else 0; `dx` and `y` are
   * `[rows, width]`, `dy` is `[rows, stride]`.
   */
  readonly rectifierGradient: (
    dx: number,
    dy: number,
    y: number,
    rows: number,
    width: number,
    stride: number,
    offset: number,
    ceiling: number,
    rule: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const rectifierGradientModule = /* @__PURE__ */ wasmModule<RectifierGradientKernels>(
  'rectifierGradient',
  [
    {
      plain:
        'AGFzbQEAAAABDQFgCX9/f39/f399fwACDwEDZW52Bm1lbW9yeQIAAAMCAQAHHgIRcmVjdGlmaWVyR3JhZGllbnQAAAZtZW1vcnkCAArEAgHBAgMDewN/An0gB/0TIQogBEF8cSEOIAEgBkECdGohDANAIAMgDUsEQEEAIQYDQCAGIA5JBEAgBkECdCIBIAxq/QAEACIL/QwAAAAAAAAAAAAAAAAAAAAA/UQhCSAAIAFqIAsgCSABIAJq/QAEACIL/QwAAAAAAAAAAAAAAAAAAAAA/UQgCyAK/UP9TiILIAn9TiALIAhBAUYbIAhBAkYb/U79CwQAIAZBBGohBgwBCwsDQCAEIAZLBEAgBkECdCIBIAxqKgIAIQ8gASACaioCACEQIAAgAWogCEECRiIBRQRAIAcgEF4gEEMAAAAAXnEhAQsgD0MAAAAAIAhFIA9DAAAAAF5yIAEgARsbOAIAIAZBAWohBgwBCwsgDCAFQQJ0aiEMIARBAnQiASAAaiEAIAEgAmohAiANQQFqIQ0MAQsLCw==',
      shared:
        'AGFzbQEAAAABDQFgCX9/f39/f399fwACEgEDZW52Bm1lbW9yeQIDAICABAMCAQAHHgIRcmVjdGlmaWVyR3JhZGllbnQAAAZtZW1vcnkCAArEAgHBAgMDewN/An0gB/0TIQogBEF8cSEOIAEgBkECdGohDANAIAMgDUsEQEEAIQYDQCAGIA5JBEAgBkECdCIBIAxq/QAEACIL/QwAAAAAAAAAAAAAAAAAAAAA/UQhCSAAIAFqIAsgCSABIAJq/QAEACIL/QwAAAAAAAAAAAAAAAAAAAAA/UQgCyAK/UP9TiILIAn9TiALIAhBAUYbIAhBAkYb/U79CwQAIAZBBGohBgwBCwsDQCAEIAZLBEAgBkECdCIBIAxqKgIAIQ8gASACaioCACEQIAAgAWogCEECRiIBRQRAIAcgEF4gEEMAAAAAXnEhAQsgD0MAAAAAIAhFIA9DAAAAAF5yIAEgARsbOAIAIAZBAWohBgwBCwsgDCAFQQJ0aiEMIARBAnQiASAAaiEAIAEgAmohAiANQQFqIQ0MAQsLCw==',
    },
  ],
);
