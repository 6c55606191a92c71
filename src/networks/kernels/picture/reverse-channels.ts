import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { reverseChannelsWasm } from './wasm/reverse-channels-wasm';

const run = kernelRunner<Record<string, never>>('ReverseChannels', { wasm: reverseChannelsWasm });

/** Pictures `[N, H, W, 3]` as BGR where they are RGB, and the other way round. Caller disposes. */
export function reverseChannels(x: tf.Tensor4D): tf.Tensor4D {
  return (run({ x }, {}) ?? tf.reverse(x, [3])) as tf.Tensor4D;
}
