// Written by `npm run kernels` from max-pool-gradient.as.ts: change that file, and run it.

import { wasmModule } from '../wasm-module';

/** The functions of max-pool-gradient.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface MaxPoolGradientKernels {
  /**
   * A max pool's gradient: each window's `dy` goes to the first of its pixels, in row-major order, that equals its maximum.
   * `x` and `dx` are `[batch, height, width, channels]`, `y` and `dy` `[batch, outHeight, outWidth, channels]`.
   */
  readonly maxPoolGradient: (
    dx: number,
    dy: number,
    x: number,
    y: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filterHeight: number,
    filterWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const maxPoolGradientModule = /* @__PURE__ */ wasmModule<MaxPoolGradientKernels>('maxPoolGradient', [
  {
    plain:
      'AGFzbQEAAAABFAFgEH9/f39/f39/f39/f39/f38AAg8BA2VudgZtZW1vcnkCAAADAgEABxwCD21heFBvb2xHcmFkaWVudAAABm1lbW9yeQIACsAEAb0EAxF/An0EeyAHQXxxIRggAEEAIAdBAnQiHyAEIAVsIAZsbPwLAANAIAQgHEoEQCAFIBxsIAZsIB9sIRtBACEeA0AgCCAeSgRAIAwgHmwgDmsiEEEAIBBBAE4bIRIgCiAQaiIQIAUgBSAQShshGkEAIR0DQCAJIB1KBEAgDSAdbCAPayIQQQAgEEEAThshESALIBBqIhAgBiAGIBBKGyEZQQAhIANAIBggIEoEQCAgQQJ0IhYgA2r9AAQAISQgASAWav0ABAAhI/0M/////////////////////yEmIBIhFANAICb9U0EAIBQgGkgbBEAgGyAGIBRsIB9saiAWaiEVIBEhEwNAIBMgGUgEQCAVIBMgH2xqIhAgAmr9AAQAICT9QSAm/U4hJSAAIBBqIhAgEP0ABAAgIyAl/U795AH9CwQAICYgJf1PISYgE0EBaiETDAELCyAUQQFqIRQMAQsLICBBBGohIAwBCwsDQCAHICBKBEAgIEECdCIWIANqKgIAISIgASAWaioCACEhQQEhECASIRQDQCAQIBQgGkhxBEAgGyAGIBRsIB9saiAWaiEVIBEhEwNAIBAgEyAZSHEEQCAVIBMgH2xqIhcgAmoqAgAgIlsEQCAAIBdqIhAgECoCACAhkjgCAEEAIRALIBNBAWohEwwBCwsgFEEBaiEUDAELCyAgQQFqISAMAQsLIAMgH2ohAyABIB9qIQEgHUEBaiEdDAELCyAeQQFqIR4MAQsLIBxBAWohHAwBCwsL',
    shared:
      'AGFzbQEAAAABFAFgEH9/f39/f39/f39/f39/f38AAhIBA2VudgZtZW1vcnkCAwCAgAQDAgEABxwCD21heFBvb2xHcmFkaWVudAAABm1lbW9yeQIACsAEAb0EAxF/An0EeyAHQXxxIRggAEEAIAdBAnQiHyAEIAVsIAZsbPwLAANAIAQgHEoEQCAFIBxsIAZsIB9sIRtBACEeA0AgCCAeSgRAIAwgHmwgDmsiEEEAIBBBAE4bIRIgCiAQaiIQIAUgBSAQShshGkEAIR0DQCAJIB1KBEAgDSAdbCAPayIQQQAgEEEAThshESALIBBqIhAgBiAGIBBKGyEZQQAhIANAIBggIEoEQCAgQQJ0IhYgA2r9AAQAISQgASAWav0ABAAhI/0M/////////////////////yEmIBIhFANAICb9U0EAIBQgGkgbBEAgGyAGIBRsIB9saiAWaiEVIBEhEwNAIBMgGUgEQCAVIBMgH2xqIhAgAmr9AAQAICT9QSAm/U4hJSAAIBBqIhAgEP0ABAAgIyAl/U795AH9CwQAICYgJf1PISYgE0EBaiETDAELCyAUQQFqIRQMAQsLICBBBGohIAwBCwsDQCAHICBKBEAgIEECdCIWIANqKgIAISIgASAWaioCACEhQQEhECASIRQDQCAQIBQgGkhxBEAgGyAGIBRsIB9saiAWaiEVIBEhEwNAIBAgEyAZSHEEQCAVIBMgH2xqIhcgAmoqAgAgIlsEQCAAIBdqIhAgECoCACAhkjgCAEEAIRALIBNBAWohEwwBCwsgFEEBaiEUDAELCyAgQQFqISAMAQsLIAMgH2ohAyABIB9qIQEgHUEBaiEdDAELCyAeQQFqIR4MAQsLIBxBAWohHAwBCwsL',
  },
]);
