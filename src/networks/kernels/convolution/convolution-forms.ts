import * as tf from '@tensorflow/tfjs-core';
import { PANEL } from './convolution-wasm-code';
import { kernelRunner } from '../kernel-runner';
import { addressOf, HeapFull } from '../wasm-heap';
import { transformedKernelWasm } from './transformed-kernel-wasm';

/** A kernel's form cannot be made, or could not just now: the convolution is to be computed without. */
export class FormUnavailable extends Error {
  override readonly name = 'FormUnavailable';
}

const transform = kernelRunner('TransformedKernel', { wasm: transformedKernelWasm });

/** Whether kernels can be transformed here. */
export const transformsKernels = transform.offered;

/** A kernel `[KH, KW, I, O]` as `[O / PANEL, KH * KW * I, PANEL]`, the outputs filled up with zeros. Caller disposes. */
export function inPanels(kernel: tf.Tensor4D): tf.Tensor {
  const [kh, kw, inputs, outputs] = kernel.shape;
  return tf.tidy(() => panelsOf(tf.reshape(kernel, [kh * kw * inputs, outputs])));
}

/** A bias filled up with zeros to whole panels. Caller disposes. */
export function biasInPanels(bias: tf.Tensor1D): tf.Tensor {
  return onHeap(tf.pad(bias, [[0, missing(bias.size)]]));
}

/**
 * A kernel `[3, 3, I, O]` transformed for Winograd's F(2x2, 3x3), G g Gᵀ for every pair of channels, as
 * `[O / PANEL, 16, I, PANEL]`, the outputs filled up with zeros. Caller disposes. Throws `FormUnavailable`.
 * Lavin and Gray 2015, https://arxiv.org/abs/1509.09308
 */
export function inTiles(kernel: tf.Tensor4D): tf.Tensor {
  const transformed = whereRoom(() => transform({ kernel }, {}));
  if (!transformed) throw new FormUnavailable();
  return transformed;
}

/** `[rows, O]` as `[O / PANEL, rows, PANEL]`. */
function panelsOf(matrix: tf.Tensor2D): tf.Tensor {
  const [rows, outputs] = matrix.shape;
  const filled = onHeap(
    tf.pad(matrix, [
      [0, 0],
      [0, missing(outputs)],
    ]),
  );
  return onHeap(tf.transpose(tf.reshape(filled, [rows, -1, PANEL]), [1, 0, 2]));
}

/** A tensor that TF.js made: without a place on the heap it would hold what happens to lie elsewhere. */
function onHeap(tensor: tf.Tensor): tf.Tensor {
  whereRoom(() => addressOf(tf.backend(), tensor));
  return tensor;
}

/** Here a full heap is no end: TF.js's convolution takes the kernel as it is. */
function whereRoom<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof HeapFull ? new FormUnavailable() : thrown;
  }
}

const missing = (outputs: number): number => (PANEL - (outputs % PANEL)) % PANEL;
