import { backend_util } from '@tensorflow/tfjs-core';

/** A max pool's window, as TF.js pools take it. */
export interface MaxPoolWindow {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: backend_util.ExplicitPadding;
}

/** The same window with everything TF.js derives from it, for an input of that shape. */
export function windowInfo(shape: readonly number[], window: MaxPoolWindow): backend_util.Conv2DInfo {
  const input = shape as [number, number, number, number];
  return backend_util.computePool2DInfo(input, window.filterSize, window.strides, 1, window.pad);
}
