import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { type Product, productWasm } from './product-wasm';

const run = kernelRunner<Product>('Product', { wasm: productWasm });

/** Products of many pairs of matrices, `[many, m, k]` by `[many, k, p]`, each factor perhaps with its axes exchanged. Caller disposes. */
export function product(a: tf.Tensor, b: tf.Tensor, turned: Product['turned']): tf.Tensor {
  return run({ a, b }, { turned }) ?? tf.matMul(a, b, ...turned);
}
