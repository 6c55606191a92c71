import type * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { depthwiseGradientWasm } from './depthwise-gradient-wasm';
import type { DepthwiseGradient } from './depthwise-work';

const run = kernelRunner<DepthwiseGradient>('DepthwiseGradient', { wasm: depthwiseGradientWasm });

/**
 * The gradient of a depthwise convolution with respect to its input, from `dy`, `[N, OH, OW, C]`, and its kernel, `[KH, KW, C, 1]`;
 * null where the backend has no kernel for it. Caller disposes.
 */
export function depthwiseGradient(
  dy: tf.Tensor4D,
  kernel: tf.Tensor4D,
  work: Omit<DepthwiseGradient, 'taps'>,
): tf.Tensor4D | null {
  const [kh, kw] = kernel.shape;
  return run({ dy, kernel }, { ...work, taps: [kh, kw] }) as tf.Tensor4D | null;
}
