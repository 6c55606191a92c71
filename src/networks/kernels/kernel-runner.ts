import * as tf from '@tensorflow/tfjs-core';
import { gaveWayForGood, noteFallback } from './kernel-fallbacks';
import { HeapFull } from './wasm-heap';

/** A kernel of this lab's own for one backend. */
export interface BackendKernel<A extends object> {
  /** Whether this instance of the backend can run it; absent where every one can. */
  readonly runsOn?: (backend: object) => boolean;
  /** Inputs by name, plain attributes, and the backend itself. */
  readonly run: (
    inputs: Readonly<Record<string, tf.TensorInfo>>,
    attributes: A,
    backend: object,
  ) => tf.TensorInfo;
}

/** Registered kernels, as `backend/name`: TF.js warns of a second time. */
const registered = new Set<string>();

/** Runs a kernel; null where it cannot, or could not just now. Throws `HeapFull`. Caller disposes the tensor. */
export interface KernelRunner<A extends object> {
  (inputs: Record<string, tf.Tensor>, attributes: A): tf.Tensor | null;
  /** Whether the current backend has the kernel and can run it. */
  readonly offered: () => boolean;
}

/**
 * A runner of a kernel that only some backends have. On the others it gives null and the caller composes stock ops; on an
 * instance that refuses it too, for good, and for one time where it fails otherwise, for want of memory say. Both are noted.
 */
export function kernelRunner<A extends object>(
  name: string,
  kernels: Readonly<Partial<Record<string, BackendKernel<A>>>>,
): KernelRunner<A> {
  const kernelName = `Lucarne${name}`;
  const offer = (): readonly [BackendKernel<A>, key: string] | null => {
    const kernel = kernels[tf.getBackend()];
    const key = `${tf.getBackend()}/${kernelName}`;
    if (!kernel || kernel.runsOn?.(tf.backend()) === false || gaveWayForGood(tf.backend(), name)) return null;
    return [kernel, key];
  };
  const run = (inputs: Record<string, tf.Tensor>, attributes: A): tf.Tensor | null => {
    const offered = offer();
    if (!offered) return null;
    const [kernel, key] = offered;
    if (!registered.has(key)) {
      const kernelFunc: tf.KernelFunc = ({ inputs: given, attrs, backend }) =>
        kernel.run(given as Record<string, tf.TensorInfo>, attrs as unknown as A, backend);
      tf.registerKernel({ kernelName, backendName: tf.getBackend(), kernelFunc });
      registered.add(key);
    }
    try {
      return tf.engine().runKernel<tf.Tensor>(kernelName, inputs, attributes as unknown as tf.NamedAttrMap);
    } catch (thrown) {
      // TF.js's kernel would go on without a place for its output, and give what happens to lie there.
      if (thrown instanceof HeapFull) throw thrown;
      noteFallback(tf.backend(), name, thrown);
      return null;
    }
  };
  return Object.assign(run, { offered: () => offer() !== null });
}

/** The part of the WASM backend that kernels of plain loops touch. */
export interface WasmHeap {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

/**
 * A new tensor on the WASM heap and views of it and of others, in that order. The tensor is made first: growing the heap
 * detaches views taken before.
 */
export function onHeap<T extends readonly tf.TensorInfo[]>(
  backend: object,
  shape: readonly number[],
  ...inputs: T
): { readonly out: tf.TensorInfo; readonly views: [Float32Array, ...{ [K in keyof T]: Float32Array }] } {
  const heap = backend as WasmHeap;
  const out = heap.makeOutput([...shape], 'float32');
  const views = [out, ...inputs].map((tensor) => heap.typedArrayFromHeap(tensor));
  return { out, views: views as [Float32Array, ...{ [K in keyof T]: Float32Array }] };
}
