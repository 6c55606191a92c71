import * as tf from '@tensorflow/tfjs-core';
import { maxPoolGradientWasm } from './max-pool-gradient-wasm';
import { maxPoolGradientWebgl } from './max-pool-gradient-webgl';
import { maxPoolGradientWebgpu } from './max-pool-gradient-webgpu';
import { kernelRunner } from '../kernel-runner';

/** A max pool's window, as TF.js pools take it. */
export interface MaxPoolWindow {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: tf.backend_util.ExplicitPadding;
}

const run = kernelRunner<MaxPoolWindow>('MaxPoolGrad', {
  wasm: maxPoolGradientWasm,
  webgl: maxPoolGradientWebgl,
  webgpu: maxPoolGradientWebgpu,
});

/**
 * A max pool's gradient: `dy` and `output` are `[N, OH, OW, C]`, `input` and the result `[N, H, W, C]`. A tied window's
 * gradient goes to the first of its maxima in row-major order, as PyTorch's does, on every backend. TF.js 4.22's own does so
 * on the CPU, takes the last on WebGL and on WebGPU, and on WASM is slow and loses windows whose maximum is negative.
 * Caller disposes.
 */
export function maxPoolGradient(
  dy: tf.Tensor,
  input: tf.Tensor,
  output: tf.Tensor,
  window: MaxPoolWindow,
): tf.Tensor {
  const inputs = { dy, input, output };
  return (
    run(inputs, window) ??
    tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, inputs, window as unknown as tf.NamedAttrMap)
  );
}

/** The same window with everything TF.js derives from it, for an input of that shape. */
export function windowInfo(shape: readonly number[], window: MaxPoolWindow): tf.backend_util.Conv2DInfo {
  const input = shape as [number, number, number, number];
  return tf.backend_util.computePool2DInfo(input, window.filterSize, window.strides, 1, window.pad);
}
