import * as tf from '@tensorflow/tfjs-core';
import { maxPoolGradientWasm } from './max-pool-gradient-wasm';
import { maxPoolGradientWebgl } from './max-pool-gradient-webgl';
import { maxPoolGradientWebgpu } from './max-pool-gradient-webgpu';
import type { MaxPoolWindow } from './max-pool-window';
import { kernelRunner } from '../kernel-runner';

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
