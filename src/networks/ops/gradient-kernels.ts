import type * as tf from '@tensorflow/tfjs-core';
import { GRADIENTS_WASM, GRADIENTS_WASM_SHARED } from './gradients-wasm';

/** The functions of kernels/gradients.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface GradientKernels {
  readonly rectifierGradient: (
    dx: number,
    dy: number,
    y: number,
    rows: number,
    width: number,
    stride: number,
    offset: number,
    ceiling: number,
    rule: number,
  ) => void;
  readonly maxPoolGradient: (
    dx: number,
    dy: number,
    x: number,
    y: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filterHeight: number,
    filterWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ) => void;
  readonly interleave: (
    map: number,
    blocks: number,
    batch: number,
    rows: number,
    columns: number,
    channels: number,
    stride: number,
    top: number,
    left: number,
    height: number,
    width: number,
  ) => void;
  readonly denseForward: (y: number, x: number, w: number, inputs: number, outputs: number) => void;
  readonly denseGradient: (dx: number, dy: number, w: number, inputs: number, outputs: number) => void;
  readonly denseForward8: (
    y: number,
    x: number,
    codes: number,
    inputs: number,
    outputs: number,
    scale: number,
    middle: number,
  ) => void;
  readonly denseGradient8: (
    dx: number,
    dy: number,
    codes: number,
    inputs: number,
    outputs: number,
    scale: number,
    middle: number,
  ) => void;
}

/** What these kernels touch of the WASM backend. */
interface WasmBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    /** The memory given to the build with threads, which exports none. */
    readonly wasmMemory?: WebAssembly.Memory;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
}

const instances = new WeakMap<object, GradientKernels | null>();

/** The kernels on a WASM backend's own memory; null where it does not show it, or where the processor has no SIMD. */
export function gradientKernels(backend: object): GradientKernels | null {
  const known = instances.get(backend);
  if (known !== undefined) return known;
  const { asm, wasmMemory } = (backend as WasmBackend).wasm;
  const made = instantiate(asm?.memory ?? wasmMemory);
  instances.set(backend, made);
  return made;
}

function instantiate(memory: WebAssembly.Memory | undefined): GradientKernels | null {
  if (!memory) return null;
  const shared = typeof SharedArrayBuffer === 'function' && memory.buffer instanceof SharedArrayBuffer;
  const text = atob(shared ? GRADIENTS_WASM_SHARED : GRADIENTS_WASM);
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) return null;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return instance.exports as unknown as GradientKernels;
}

/** A new tensor on the heap, and the address of its first value. */
export function outputOnHeap(
  backend: object,
  shape: readonly number[],
): { readonly out: tf.TensorInfo; readonly address: number } {
  const out = (backend as WasmBackend).makeOutput([...shape], 'float32');
  return { out, address: addressOf(backend, out) };
}

/** Address of a tensor's first value on the heap. */
export function addressOf(backend: object, tensor: tf.TensorInfo): number {
  return (backend as WasmBackend).dataIdMap.get(tensor.dataId).memoryOffset;
}
