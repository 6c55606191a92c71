import * as tf from '@tensorflow/tfjs-core';
import { addressOf, heapOf } from '../../../networks/kernels/wasm-heap';

/** What a slice touches of the WASM backend. */
interface Slicing {
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
}

/** Shorter runs are copied value by value, which a call for each would take longer than. */
const SHORT_RUN = 16;

/**
 * Gives a WASM backend that was loaded kernels for `Slice` and `SplitV` that copy within its heap: TF.js's own first copy the whole input
 * into JavaScript, each time. Once or more often.
 */
export function sliceInPlace(): void {
  const kernels: Readonly<Record<string, tf.KernelFunc>> = { Slice: slice, SplitV: splitV };
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    // TF.js warns where one comes for another.
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
}

const slice: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const x = inputs['x'] as tf.Tensor;
  const { begin, size } = attrs as unknown as tf.SliceAttrs;
  const [from, sides] = tf.slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
  return cut(backend, x, from, sides);
};

const splitV: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const x = inputs['x'] as tf.Tensor;
  const { numOrSizeSplits, axis } = attrs as unknown as tf.SplitVAttrs;
  const [at = 0] = tf.util.parseAxisParam(axis, x.shape);
  let from = 0;
  return tf.backend_util.prepareSplitSize(x, numOrSizeSplits, at).map((length) => {
    const begin = x.shape.map((_, i) => (i === at ? from : 0));
    const sides = x.shape.map((side, i) => (i === at ? length : side));
    from += length;
    return cut(backend, x, begin, sides);
  });
};

function cut(
  backend: object,
  x: tf.TensorInfo,
  begin: readonly number[],
  sides: readonly number[],
): tf.TensorInfo {
  const out = (backend as Slicing).makeOutput([...sides], x.dtype);
  if (sides.includes(0)) return out;
  const bytes = tf.util.bytesPerElement(x.dtype);
  // Making the output may have made the heap anew.
  const { buffer } = heapOf(backend) as WebAssembly.Memory;
  const cells = bytes === 4 ? new Int32Array(buffer) : new Uint8Array(buffer);
  copyRuns(cells, addressOf(backend, x) / bytes, addressOf(backend, out) / bytes, x.shape, begin, sides);
  return out;
}

/** From the last axis that is cut on, values lie one after the other in both. */
function copyRuns(
  cells: Int32Array | Uint8Array,
  from: number,
  to: number,
  shape: readonly number[],
  begin: readonly number[],
  sides: readonly number[],
): void {
  const last = Math.max(
    0,
    sides.findLastIndex((side, axis) => side !== shape[axis]),
  );
  const strides = tf.util.computeStrides([...shape, 1]);
  const run = (sides[last] ?? 1) * (strides[last] ?? 1);
  let out = to;
  const copy = (axis: number, place: number): void => {
    const stride = strides[axis] ?? 1;
    const start = place + (begin[axis] ?? 0) * stride;
    if (axis < last) {
      for (let i = 0; i < (sides[axis] ?? 1); i++) copy(axis + 1, start + i * stride);
      return;
    }
    if (run < SHORT_RUN) for (let i = 0; i < run; i++) cells[out + i] = cells[start + i] ?? 0;
    else cells.copyWithin(out, start, start + run);
    out += run;
  };
  copy(0, from);
}
