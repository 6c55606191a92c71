import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { packedPixelsWasm } from './wasm/packed-pixels-wasm';
import { packRgba } from './round-to-bytes';

const run = kernelRunner<Record<string, never>>('PackedPixels', { wasm: packedPixelsWasm });

/**
 * Whole numbers 0..255 `[1, H, W, 3]` in the form that is read back for `rgbaOf`: `[1, H, W]` on WASM, the four bytes of each of
 * its values being a pixel's opaque RGBA, and as they are elsewhere. Caller disposes.
 */
export function packedPixels(bytes: tf.Tensor4D): tf.Tensor {
  return run({ bytes }, {}) ?? tf.clone(bytes);
}

/** Opaque RGBA bytes of so many pixels, of `packedPixels` read back, which it may take over. */
export function rgbaOf(values: Float32Array<ArrayBuffer>, pixels: number): Uint8ClampedArray<ArrayBuffer> {
  return values.length === pixels ? new Uint8ClampedArray(values.buffer) : packRgba(values);
}
