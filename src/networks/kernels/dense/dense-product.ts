import * as tf from '@tensorflow/tfjs-core';
import { denseProductWasm, multipliesBytesWasm, type DenseProduct } from './dense-product-wasm';
import { kernelRunner } from '../kernel-runner';

/** A large matrix `[I, O]` that stays on the backend as bytes: `q` stands for `q * scale + min`. */
export interface CompactMatrix {
  /** The bytes, four to an int32. */
  readonly codes: tf.Tensor;
  readonly inputs: number;
  readonly outputs: number;
  readonly scale: number;
  readonly min: number;
}

const run = kernelRunner<DenseProduct>('DenseProduct', { wasm: denseProductWasm });

/** From this many numbers on the stock product packs a second copy of the matrix on WASM, and keeps it. */
const LARGE = 2 ** 20;

/** Whether the current backend multiplies by a matrix of bytes of that shape as it is. */
export function multipliesBytes(shape: readonly number[]): boolean {
  const [inputs = 0, outputs = 0] = shape;
  const fits = shape.length === 2 && inputs * outputs >= LARGE && outputs % 4 === 0;
  return fits && tf.getBackend() === 'wasm' && multipliesBytesWasm(tf.backend());
}

/** A product by a large matrix, read once and in order; null where the stock one serves. Caller disposes. */
export function denseProduct(
  x: tf.Tensor,
  matrix: CompactMatrix | tf.Tensor2D,
  backward: boolean,
): tf.Tensor2D | null {
  if ('codes' in matrix) {
    const { codes, inputs, outputs, scale, min } = matrix;
    const product = { backward, inputs, outputs, bytes: { scale, min } };
    return run({ x, kernel: codes }, product) as tf.Tensor2D | null;
  }
  if (matrix.size < LARGE) return null;
  const [inputs, outputs] = matrix.shape;
  return run({ x, kernel: matrix }, { backward, inputs, outputs }) as tf.Tensor2D | null;
}
