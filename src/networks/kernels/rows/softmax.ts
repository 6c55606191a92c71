import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { softmaxWasm } from './rows-wasm';

const run = kernelRunner('Softmax', { wasm: softmaxWasm });

/** Softmax along the last axis. Caller disposes. */
export function softmax(x: tf.Tensor): tf.Tensor {
  return run({ x }, {}) ?? tf.softmax(x);
}

/** Its gradient from that of what it gave, `y`. Caller disposes. */
export function softmaxGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return run({ dy, x: y }, {}) ?? tf.tidy(() => tf.mul(y, tf.sub(dy, tf.sum(tf.mul(dy, y), -1, true))));
}
