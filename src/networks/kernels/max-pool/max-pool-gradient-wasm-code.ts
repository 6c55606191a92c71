// Written by `npm run kernels` from max-pool-gradient.as.ts: change that file, and run it.
// Digest of the sources, the options and what follows: 72afb6b3b2010ad82c941d39082c2560

import { wasmModule } from '../wasm-module';

/**
 * Those that threads share: what they take, value by value, `i` for a whole number or an address and `f` for a float32,
 * before the part that they are to do; and whether they are told by which thread.
 */
export const SHARED = { maxPoolGradient: { types: 'iiiiiiiiiiiiiii', thread: false } } as const;

/** The functions of max-pool-gradient.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface MaxPoolGradientKernels {
  /**
   * A max pool's gradient: each window's `dy` goes to the first of its pixels, in row-major order, that equals its maximum.
   * `x` and `dx` are `[batch, height, width, channels]`, `y` and `dy` `[batch, outHeight, outWidth, channels]`. Rows `from` to
   * `to` of `dx`, of all pictures: a window that reaches beyond them is looked through, and what is due there is left to others.
   */
  readonly maxPoolGradient: (
    dx: number,
    dy: number,
    x: number,
    y: number,
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
    plain: atob(
      'AGFzbQEAAAABFQFgEX9/f39/f39/f39/f39/f39/AAIPAQNlbnYGbWVtb3J5AgAAAwIBAAccAg9tYXhQb29sR3JhZGllbnQAAAZtZW1vcnkCAAqwBQGtBQMTfwJ9BHsgACAGQQJ0IiAgBWwiHSAPbGpBACAQIA9rIB1s/AsAIA8gBG0hHANAIAQgHGwiBiAQSARAIAYgHWwhGiAHIAQgECAGayIRIAQgEUgbIhlBAWsgDWogC21BAWoiESAHIBFIGyEVIA8gBmsiBkEAIAZBAE4bIhggDWogCWsiBkEASAR/QQAFIAYgC21BAWoLIR4DQCAVIB5KBEAgCyAebCANayIGQQAgBkEAThshEiAGIAlqIgYgGSAGIBlIGyEXIAcgHGwgHmogCGwgIGwhH0EAIRsDQCAIIBtKBEAgDCAbbCAOayIGQQAgBkEAThshFCAGIApqIgYgBSAFIAZKGyEWQQAhIQNAICFBEGogIE0EQCADIB9qICFq/QAEACEnIAEgH2ogIWr9AAQAISb9DP////////////////////8hKSASIQYDQCAp/VNBACAGIBdIGwRAIBogBiAdbGogIWohESAUIRMDQCATIBZIBEAgESATICBsaiIiIAJq/QAEACAn/UEgKf1OISggBiAYTgRAIAAgImoiIiAi/QAEACAmICj9Tv3kAf0LBAALICkgKP1PISkgE0EBaiETDAELCyAGQQFqIQYMAQsLICFBEGohIQwBCwsDQCAgICFLBEAgAyAfaiAhaioCACElIAEgH2ogIWoqAgAhJEEBIREgEiEGA0AgESAGIBdIcQRAIBogBiAdbGogIWohIiAUIRMDQCARIBMgFkhxBEAgIiATICBsaiIjIAJqKgIAICVbBEAgBiAYTgRAIAAgI2oiESARKgIAICSSOAIAC0EAIRELIBNBAWohEwwBCwsgBkEBaiEGDAELCyAhQQRqISEMAQsLIBtBAWohGyAfICBqIR8MAQsLIB5BAWohHgwBCwsgHEEBaiEcDAELCws=',
    ),
    shared: atob(
      'AGFzbQEAAAABFQFgEX9/f39/f39/f39/f39/f39/AAISAQNlbnYGbWVtb3J5AgMAgIAEAwIBAAccAg9tYXhQb29sR3JhZGllbnQAAAZtZW1vcnkCAAqwBQGtBQMTfwJ9BHsgACAGQQJ0IiAgBWwiHSAPbGpBACAQIA9rIB1s/AsAIA8gBG0hHANAIAQgHGwiBiAQSARAIAYgHWwhGiAHIAQgECAGayIRIAQgEUgbIhlBAWsgDWogC21BAWoiESAHIBFIGyEVIA8gBmsiBkEAIAZBAE4bIhggDWogCWsiBkEASAR/QQAFIAYgC21BAWoLIR4DQCAVIB5KBEAgCyAebCANayIGQQAgBkEAThshEiAGIAlqIgYgGSAGIBlIGyEXIAcgHGwgHmogCGwgIGwhH0EAIRsDQCAIIBtKBEAgDCAbbCAOayIGQQAgBkEAThshFCAGIApqIgYgBSAFIAZKGyEWQQAhIQNAICFBEGogIE0EQCADIB9qICFq/QAEACEnIAEgH2ogIWr9AAQAISb9DP////////////////////8hKSASIQYDQCAp/VNBACAGIBdIGwRAIBogBiAdbGogIWohESAUIRMDQCATIBZIBEAgESATICBsaiIiIAJq/QAEACAn/UEgKf1OISggBiAYTgRAIAAgImoiIiAi/QAEACAmICj9Tv3kAf0LBAALICkgKP1PISkgE0EBaiETDAELCyAGQQFqIQYMAQsLICFBEGohIQwBCwsDQCAgICFLBEAgAyAfaiAhaioCACElIAEgH2ogIWoqAgAhJEEBIREgEiEGA0AgESAGIBdIcQRAIBogBiAdbGogIWohIiAUIRMDQCARIBMgFkhxBEAgIiATICBsaiIjIAJqKgIAICVbBEAgBiAYTgRAIAAgI2oiESARKgIAICSSOAIAC0EAIRELIBNBAWohEwwBCwsgBkEBaiEGDAELCyAhQQRqISEMAQsLIBtBAWohGyAfICBqIR8MAQsLIB5BAWohHgwBCwsgHEEBaiEcDAELCws=',
    ),
  },
]);
