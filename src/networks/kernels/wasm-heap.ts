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

/** There is no room for a kernel's output, or there was none for its input: no kernel can compute it. */
export class HeapFull extends Error {
  override readonly name = 'HeapFull';
  constructor() {
    super('The heap of the WASM backend is out of memory.');
  }
}

/** A new tensor on the heap, and the address of its first value. Throws `HeapFull`. */
export function outputOnHeap(
  backend: object,
  shape: readonly number[],
): { readonly out: tf.TensorInfo; readonly address: number } {
  const wasm = backend as WasmBackend;
  const out = wasm.makeOutput([...shape], 'float32');
  try {
    return { out, address: addressOf(backend, out) };
  } catch (thrown) {
    wasm.disposeData(out.dataId);
    throw thrown;
  }
}

/** Takes a tensor off the heap again that is not to be given to anybody. */
export function dropFromHeap(backend: object, { dataId }: tf.TensorInfo): void {
  (backend as WasmBackend).disposeData(dataId);
}

/** Lends a stretch of the heap, of so many four-byte values, until `work` returns. Throws where there is no room for it. */
export function withScratch<T>(backend: object, values: number, work: (address: number) => T): T {
  const { out, address } = scratchOf(backend, values);
  try {
    return work(address);
  } finally {
    dropFromHeap(backend, out);
  }
}

/** Room that another kernel may do without. */
function scratchOf(backend: object, values: number): ReturnType<typeof outputOnHeap> {
  try {
    return outputOnHeap(backend, [values]);
  } catch (cause) {
    throw new Error('There is no room for intermediate values: out of memory.', { cause });
  }
}

/** Address of a tensor's first value on the heap. Throws `HeapFull` where it never got one: TF.js itself goes on with 0. */
export function addressOf(backend: object, { dataId, shape }: tf.TensorInfo): number {
  const address = (backend as WasmBackend).dataIdMap.get(dataId).memoryOffset;
  if (address === 0 && !shape.includes(0)) throw new HeapFull();
  return address;
}
