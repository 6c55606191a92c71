// Written by `npm run kernels` from rectifier-gradient.as.ts: change that file, and run it.
// Digest of the sources, the options and what follows: e3f491464efee9791675c8c54149948c

import { wasmModule } from '../wasm-module';

export const GUIDED = 1;
export const DECONVNET = 2;

/**
 * Those that threads share: what they take, value by value, `i` for a whole number or an address and `f` for a float32,
 * before the part that they are to do; and whether they are told by which thread.
 */
export const SHARED = { rectifierGradient: { types: 'iiiiiifi', thread: false } } as const;

/** The functions of rectifier-gradient.as.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface RectifierGradientKernels {
  /**
   * `dx[r, c] = dy[r, offset + c]` where `0 < y[r, c] < ceiling` and the rule lets it through, else 0; `dx` and `y` are
   * `[rows, width]`, `dy` is `[rows, stride]`. Rows `from` to `to` of them.
   */
  readonly rectifierGradient: (
    dx: number,
    dy: number,
    y: number,
    width: number,
    stride: number,
    offset: number,
    ceiling: number,
    rule: number,
    from: number,
    to: number,
  ) => void;
}

/** Those functions on the memory of a WASM backend; null where this machine cannot run them. */
export const rectifierGradientModule = /* @__PURE__ */ wasmModule<RectifierGradientKernels>(
  'rectifierGradient',
  [
    {
      plain: atob(
        'AGFzbQEAAAABDgFgCn9/f39/f31/f38AAg8BA2VudgZtZW1vcnkCAAADAgEABx4CEXJlY3RpZmllckdyYWRpZW50AAAGbWVtb3J5AgAK4AIB3QIDAn8DewJ9IAb9EyENIANBfHEhCyADIAhsQQJ0IgogAGohACACIApqIQIgASAEIAhsIAVqQQJ0aiEKA0AgCCAJSQRAQQAhBQNAIAUgC0kEQCAFQQJ0IgEgCmr9AAQAIg79DAAAAAAAAAAAAAAAAAAAAAD9RCEMIAAgAWogDiAMIAEgAmr9AAQAIg79DAAAAAAAAAAAAAAAAAAAAAD9RCAOIA39Q/1OIg4gDP1OIA4gB0EBRhsgB0ECRhv9Tv0LBAAgBUEEaiEFDAELCwNAIAMgBUsEQCAFQQJ0IgEgCmoqAgAhDyABIAJqKgIAIRAgACABaiAHQQJGIgFFBEAgBiAQXiAQQwAAAABecSEBCyAPQwAAAAAgB0UgD0MAAAAAXnIgASABGxs4AgAgBUEBaiEFDAELCyAKIARBAnRqIQogA0ECdCIBIABqIQAgASACaiECIAhBAWohCAwBCwsL',
      ),
      shared: atob(
        'AGFzbQEAAAABDgFgCn9/f39/f31/f38AAhIBA2VudgZtZW1vcnkCAwCAgAQDAgEABx4CEXJlY3RpZmllckdyYWRpZW50AAAGbWVtb3J5AgAK4AIB3QIDAn8DewJ9IAb9EyENIANBfHEhCyADIAhsQQJ0IgogAGohACACIApqIQIgASAEIAhsIAVqQQJ0aiEKA0AgCCAJSQRAQQAhBQNAIAUgC0kEQCAFQQJ0IgEgCmr9AAQAIg79DAAAAAAAAAAAAAAAAAAAAAD9RCEMIAAgAWogDiAMIAEgAmr9AAQAIg79DAAAAAAAAAAAAAAAAAAAAAD9RCAOIA39Q/1OIg4gDP1OIA4gB0EBRhsgB0ECRhv9Tv0LBAAgBUEEaiEFDAELCwNAIAMgBUsEQCAFQQJ0IgEgCmoqAgAhDyABIAJqKgIAIRAgACABaiAHQQJGIgFFBEAgBiAQXiAQQwAAAABecSEBCyAPQwAAAAAgB0UgD0MAAAAAXnIgASABGxs4AgAgBUEBaiEFDAELCyAKIARBAnRqIQogA0ECdCIBIABqIQAgASACaiECIAhBAWohCAwBCwsL',
      ),
    },
  ],
);
