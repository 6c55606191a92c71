// Written by `npm run kernels` from max-pool-gradient.as.ts: change that file, and run it.

import { wasmModule } from '../wasm-module';

export const PART = 16;

/**
 * Those that threads share: what they take, value by value, `i` for a whole number or an address and `f` for a float32,
 * before the part that they are to do; and whether they are told by which thread.
 */
export const SHARED = { maxPoolGradient: { types: 'iiiiiiiiiiiiiiii', thread: false } } as const;

/** The functions of max-pool-gradient.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface MaxPoolGradientKernels {
  /**
   * A max pool's gradient: each window's `dy` goes to the first of its pixels, in row-major order, that equals its maximum.
   * `x` and `dx` are `[batch, height, width, channels]`, `y` and `dy` `[batch, outHeight, outWidth, channels]`. Parts `from` to
   * `to` of the channels, `PART` each.
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
    from: number,
    to: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const maxPoolGradientModule = /* @__PURE__ */ wasmModule<MaxPoolGradientKernels>('maxPoolGradient', [
  {
    plain:
      'AGFzbQEAAAABFgFgEn9/f39/f39/f39/f39/f39/fwACDwEDZW52Bm1lbW9yeQIAAAMCAQAHHAIPbWF4UG9vbEdyYWRpZW50AAAGbWVtb3J5AgAKigUBhwUDEH8CfQR7IAdBAnQhISAQQQR0IhQgEUEEdCIQIAcgByAQShsiGiAUayIHQXxxaiEZIBRBAnQhESAHQQJ0IRAgBCAFbCAGbCEHA0AgByATSwRAIAAgEyAhbGogEWpBACAQ/AsAIBNBAWohEwwBCwsDQCAEIB5KBEAgBSAebCAGbCAhbCEdQQAhIANAIAggIEoEQCAMICBsIA5rIgdBACAHQQBOGyESIAcgCmoiByAFIAUgB0obIRxBACEfA0AgCSAfSgRAIA0gH2wgD2siB0EAIAdBAE4bIRAgByALaiIHIAYgBiAHShshGyAUIRUDQCAVIBlIBEAgFUECdCIXIANq/QAEACElIAEgF2r9AAQAIST9DP////////////////////8hJyASIRMDQCAn/VNBACATIBxIGwRAIB0gBiATbCAhbGogF2ohFiAQIREDQCARIBtIBEAgFiARICFsaiIHIAJq/QAEACAl/UEgJ/1OISYgACAHaiIHIAf9AAQAICQgJv1O/eQB/QsEACAnICb9TyEnIBFBAWohEQwBCwsgE0EBaiETDAELCyAVQQRqIRUMAQsLA0AgFSAaSARAIBVBAnQiFyADaioCACEjIAEgF2oqAgAhIkEBIQcgEiETA0AgByATIBxIcQRAIB0gBiATbCAhbGogF2ohFiAQIREDQCAHIBEgG0hxBEAgFiARICFsaiIYIAJqKgIAICNbBEAgACAYaiIHIAcqAgAgIpI4AgBBACEHCyARQQFqIREMAQsLIBNBAWohEwwBCwsgFUEBaiEVDAELCyADICFqIQMgASAhaiEBIB9BAWohHwwBCwsgIEEBaiEgDAELCyAeQQFqIR4MAQsLCw==',
    shared:
      'AGFzbQEAAAABFgFgEn9/f39/f39/f39/f39/f39/fwACEgEDZW52Bm1lbW9yeQIDAICABAMCAQAHHAIPbWF4UG9vbEdyYWRpZW50AAAGbWVtb3J5AgAKigUBhwUDEH8CfQR7IAdBAnQhISAQQQR0IhQgEUEEdCIQIAcgByAQShsiGiAUayIHQXxxaiEZIBRBAnQhESAHQQJ0IRAgBCAFbCAGbCEHA0AgByATSwRAIAAgEyAhbGogEWpBACAQ/AsAIBNBAWohEwwBCwsDQCAEIB5KBEAgBSAebCAGbCAhbCEdQQAhIANAIAggIEoEQCAMICBsIA5rIgdBACAHQQBOGyESIAcgCmoiByAFIAUgB0obIRxBACEfA0AgCSAfSgRAIA0gH2wgD2siB0EAIAdBAE4bIRAgByALaiIHIAYgBiAHShshGyAUIRUDQCAVIBlIBEAgFUECdCIXIANq/QAEACElIAEgF2r9AAQAIST9DP////////////////////8hJyASIRMDQCAn/VNBACATIBxIGwRAIB0gBiATbCAhbGogF2ohFiAQIREDQCARIBtIBEAgFiARICFsaiIHIAJq/QAEACAl/UEgJ/1OISYgACAHaiIHIAf9AAQAICQgJv1O/eQB/QsEACAnICb9TyEnIBFBAWohEQwBCwsgE0EBaiETDAELCyAVQQRqIRUMAQsLA0AgFSAaSARAIBVBAnQiFyADaioCACEjIAEgF2oqAgAhIkEBIQcgEiETA0AgByATIBxIcQRAIB0gBiATbCAhbGogF2ohFiAQIREDQCAHIBEgG0hxBEAgFiARICFsaiIYIAJqKgIAICNbBEAgACAYaiIHIAcqAgAgIpI4AgBBACEHCyARQQFqIREMAQsLIBNBAWohEwwBCwsgFUEBaiEVDAELCyADICFqIQMgASAhaiEBIB9BAWohHwwBCwsgIEEBaiEgDAELCyAeQQFqIR4MAQsLCw==',
  },
]);
