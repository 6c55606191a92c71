// Written by `npm run kernels` from dense-product.as.ts: change that file, and run it.
// Digest of the sources, the options and what follows: 3479a9449919a48d3f826156e4448e78

import { wasmModule } from '../wasm-module';

export const BYTES = 4;
export const MIDDLE = 128;
export const PART = 16;

/**
 * Those that threads share: what they take, value by value, `i` for a whole number or an address and `f` for a float32,
 * before the part that they are to do; and whether they are told by which thread.
 */
export const SHARED = {
  denseForward: { types: 'iiiii', thread: false },
  denseGradient: { types: 'iiii', thread: false },
  denseForward8: { types: 'iiiiiff', thread: false },
  denseGradient8: { types: 'iiiiff', thread: false },
} as const;

/** The functions of dense-product.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface DenseProductKernels {
  /**
   * `y[o] = Σ x[i] * w[i, o]`, one row of `w` after the other, so that a large matrix is read once, in order, and rows whose
   * `x` is 0 are not read at all. Parts `from` to `to` of the outputs, `PART` each.
   */
  readonly denseForward: (
    y: number,
    x: number,
    w: number,
    inputs: number,
    outputs: number,
    from: number,
    to: number,
  ) => void;
  /** `dx[i] = Σ dy[o] * w[i, o]`, inputs `from` to `to` of it. */
  readonly denseGradient: (
    dx: number,
    dy: number,
    w: number,
    outputs: number,
    from: number,
    to: number,
  ) => void;
  /** As `denseForward`, for a matrix of bytes `q` that stand for `(q - MIDDLE) * scale + middle`. */
  readonly denseForward8: (
    y: number,
    x: number,
    codes: number,
    inputs: number,
    outputs: number,
    scale: number,
    middle: number,
    from: number,
    to: number,
  ) => void;
  /** As `denseGradient`, for a matrix of bytes. */
  readonly denseGradient8: (
    dx: number,
    dy: number,
    codes: number,
    outputs: number,
    scale: number,
    middle: number,
    from: number,
    to: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const denseProductModule = /* @__PURE__ */ wasmModule<DenseProductKernels>('denseProduct', [
  {
    plain: atob(
      'AGFzbQEAAAABKwRgCH9/f399fX9/AGAGf39/f39/AGAJf39/f399fX9/AGAHf39/f39/fwACDwEDZW52Bm1lbW9yeQIAAAMFBAABAgMHSgUMZGVuc2VGb3J3YXJkAAMNZGVuc2VHcmFkaWVudAABDWRlbnNlRm9yd2FyZDgAAg5kZW5zZUdyYWRpZW50OAAABm1lbW9yeQIACuMJBIgDAwN/BHsCfSADQXBxIQoDQCADIAhLBEAgECABIAhBAnRqKgIAkiEQIAhBAWohCAwBCwsgAiADIAZsaiECA0AgBiAHSQRA/QwAAAAAAAAAAAAAAAAAAAAAIQv9DAAAAAAAAAAAAAAAAAAAAAAhDEEAIQgDQCAIIApJBEAgCyABIAhBAnRqIgn9AAQAIAIgCGr9AAQA/QyAgICAgICAgICAgICAgICA/VEiDf2HAf2nAf36Af3mAf3kASAJ/QAEICAN/YgBIg79pwH9+gH95gH95AEhCyAMIAn9AAQQIA39hwH9qAH9+gH95gH95AEgCf0ABDAgDv2oAf36Af3mAf3kASEMIAhBEGohCAwBCwsgCyAM/eQBIgv9HwAgC/0fAZIgC/0fApIgC/0fA5IhDwNAIAMgCEsEQCAPIAEgCEECdGoqAgAgAiAIai0AAEGAAWuylJIhDyAIQQFqIQgMAQsLIAAgBkECdGogDyAElCAQIAWUkjgCACAGQQFqIQYgAiADaiECDAELCwvUAQMBewF9An8gA0F8cUECdCEJIAIgA0ECdCIIIARsaiECA0AgBCAFSQRA/QwAAAAAAAAAAAAAAAAAAAAAIQZBACEDA0AgAyAJSQRAIAYgASADav0ABAAgAiADav0ABAD95gH95AEhBiADQRBqIQMMAQsLIAb9HwAgBv0fAZIgBv0fApIgBv0fA5IhBwNAIAMgCEkEQCAHIAEgA2oqAgAgAiADaioCAJSSIQcgA0EEaiEDDAELCyAAIARBAnRqIAc4AgAgBEEBaiEEIAIgCGohAgwBCwsLmQMDAnsEfwJ9IAdBBHQiByAIQQR0IgggBCAEIAhLGyIMIAdrIghBcHFqIQ0gACAHQQJ0akEAIAhBAnT8CwADQCADIAtLBEAgASALQQJ0aioCACIPQwAAAABcBEAgECAPkiEQIA/9EyEJIAchCANAIAggDUkEQCAAIAhBAnRqIg4gDv0ABAAgCSACIAhq/QAEAP0MgICAgICAgICAgICAgICAgP1RIgr9hwH9pwH9+gH95gH95AH9CwQAIA4gDv0ABBAgCSAK/YcB/agB/foB/eYB/eQB/QsEECAOIA79AAQgIAkgCv2IASIK/acB/foB/eYB/eQB/QsEICAOIA79AAQwIAkgCv2oAf36Af3mAf3kAf0LBDAgCEEQaiEIDAELCwNAIAggDEkEQCAAIAhBAnRqIg4gDioCACAPIAIgCGotAABBgAFrspSSOAIAIAhBAWohCAwBCwsLIAtBAWohCyACIARqIQIMAQsLA0AgByAMSQRAIAAgB0ECdGoiASABKgIAIAWUIBAgBpSSOAIAIAdBAWohBwwBCwsL5QEDAX0EfwF7IARBAnQhCCAFQQZ0IgUgBkEEdCIGIAQgBCAGSxtBAnQiCSAFayIEQXBxaiEKIAAgBWpBACAE/AsAQQAhBgNAIAMgBksEQCABIAZBAnRqKgIAIgdDAAAAAFwEQCAH/RMhDCAFIQQDQCAEIApJBEAgACAEaiILIAv9AAQAIAwgAiAEav0ABAD95gH95AH9CwQAIARBEGohBAwBCwsDQCAEIAlJBEAgACAEaiILIAsqAgAgByACIARqKgIAlJI4AgAgBEEEaiEEDAELCwsgBkEBaiEGIAIgCGohAgwBCwsL',
    ),
    shared: atob(
      'AGFzbQEAAAABKwRgCH9/f399fX9/AGAGf39/f39/AGAJf39/f399fX9/AGAHf39/f39/fwACEgEDZW52Bm1lbW9yeQIDAICABAMFBAABAgMHSgUMZGVuc2VGb3J3YXJkAAMNZGVuc2VHcmFkaWVudAABDWRlbnNlRm9yd2FyZDgAAg5kZW5zZUdyYWRpZW50OAAABm1lbW9yeQIACuMJBIgDAwN/BHsCfSADQXBxIQoDQCADIAhLBEAgECABIAhBAnRqKgIAkiEQIAhBAWohCAwBCwsgAiADIAZsaiECA0AgBiAHSQRA/QwAAAAAAAAAAAAAAAAAAAAAIQv9DAAAAAAAAAAAAAAAAAAAAAAhDEEAIQgDQCAIIApJBEAgCyABIAhBAnRqIgn9AAQAIAIgCGr9AAQA/QyAgICAgICAgICAgICAgICA/VEiDf2HAf2nAf36Af3mAf3kASAJ/QAEICAN/YgBIg79pwH9+gH95gH95AEhCyAMIAn9AAQQIA39hwH9qAH9+gH95gH95AEgCf0ABDAgDv2oAf36Af3mAf3kASEMIAhBEGohCAwBCwsgCyAM/eQBIgv9HwAgC/0fAZIgC/0fApIgC/0fA5IhDwNAIAMgCEsEQCAPIAEgCEECdGoqAgAgAiAIai0AAEGAAWuylJIhDyAIQQFqIQgMAQsLIAAgBkECdGogDyAElCAQIAWUkjgCACAGQQFqIQYgAiADaiECDAELCwvUAQMBewF9An8gA0F8cUECdCEJIAIgA0ECdCIIIARsaiECA0AgBCAFSQRA/QwAAAAAAAAAAAAAAAAAAAAAIQZBACEDA0AgAyAJSQRAIAYgASADav0ABAAgAiADav0ABAD95gH95AEhBiADQRBqIQMMAQsLIAb9HwAgBv0fAZIgBv0fApIgBv0fA5IhBwNAIAMgCEkEQCAHIAEgA2oqAgAgAiADaioCAJSSIQcgA0EEaiEDDAELCyAAIARBAnRqIAc4AgAgBEEBaiEEIAIgCGohAgwBCwsLmQMDAnsEfwJ9IAdBBHQiByAIQQR0IgggBCAEIAhLGyIMIAdrIghBcHFqIQ0gACAHQQJ0akEAIAhBAnT8CwADQCADIAtLBEAgASALQQJ0aioCACIPQwAAAABcBEAgECAPkiEQIA/9EyEJIAchCANAIAggDUkEQCAAIAhBAnRqIg4gDv0ABAAgCSACIAhq/QAEAP0MgICAgICAgICAgICAgICAgP1RIgr9hwH9pwH9+gH95gH95AH9CwQAIA4gDv0ABBAgCSAK/YcB/agB/foB/eYB/eQB/QsEECAOIA79AAQgIAkgCv2IASIK/acB/foB/eYB/eQB/QsEICAOIA79AAQwIAkgCv2oAf36Af3mAf3kAf0LBDAgCEEQaiEIDAELCwNAIAggDEkEQCAAIAhBAnRqIg4gDioCACAPIAIgCGotAABBgAFrspSSOAIAIAhBAWohCAwBCwsLIAtBAWohCyACIARqIQIMAQsLA0AgByAMSQRAIAAgB0ECdGoiASABKgIAIAWUIBAgBpSSOAIAIAdBAWohBwwBCwsL5QEDAX0EfwF7IARBAnQhCCAFQQZ0IgUgBkEEdCIGIAQgBCAGSxtBAnQiCSAFayIEQXBxaiEKIAAgBWpBACAE/AsAQQAhBgNAIAMgBksEQCABIAZBAnRqKgIAIgdDAAAAAFwEQCAH/RMhDCAFIQQDQCAEIApJBEAgACAEaiILIAv9AAQAIAwgAiAEav0ABAD95gH95AH9CwQAIARBEGohBAwBCwsDQCAEIAlJBEAgACAEaiILIAsqAgAgByACIARqKgIAlJI4AgAgBEEEaiEEDAELCwsgBkEBaiEGIAIgCGohAgwBCwsL',
    ),
  },
]);
