import type * as tf from '@tensorflow/tfjs-core';

/** What our kernels touch of the WASM backend. */
interface WasmBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    /** The memory given to the build with threads, which exports none. */
    readonly wasmMemory?: WebAssembly.Memory;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  disposeData(dataId: object): boolean;
}

/** The memory of a WASM backend; null where it does not show it. */
export function heapOf(backend: object): WebAssembly.Memory | null {
  const { asm, wasmMemory } = (backend as WasmBackend).wasm;
  return asm?.memory ?? wasmMemory ?? null;
}

/** Whether a memory is one that threads share. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}

/** A new tensor on the heap, and the address of its first value. Throws where the heap is full. */
export function outputOnHeap(
  backend: object,
  shape: readonly number[],
): { readonly out: tf.TensorInfo; readonly address: number } {
  const wasm = backend as WasmBackend;
  const out = wasm.makeOutput([...shape], 'float32');
  const address = addressOf(backend, out);
  // What TF.js itself would go on with.
  if (address === 0 && !shape.includes(0)) {
    wasm.disposeData(out.dataId);
    throw new Error('There is no room left on the heap.');
  }
  return { out, address };
}

/** Lends a stretch of the heap, of so many four-byte values, until `work` returns. */
export function withScratch<T>(backend: object, values: number, work: (address: number) => T): T {
  const { out, address } = outputOnHeap(backend, [values]);
  try {
    return work(address);
  } finally {
    (backend as WasmBackend).disposeData(out.dataId);
  }
}

/** Address of a tensor's first value on the heap. */
export function addressOf(backend: object, tensor: tf.TensorInfo): number {
  return (backend as WasmBackend).dataIdMap.get(tensor.dataId).memoryOffset;
}
