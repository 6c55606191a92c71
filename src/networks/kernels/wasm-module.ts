import { heapOf, isShared } from './wasm-heap';

/** A module that works on the memory of TF.js's WASM backend, base64: for a memory of one thread, and a shared one. */
export interface WasmBuild {
  readonly plain: string;
  readonly shared: string;
}

/** A module's functions on the memory of a WASM backend, and what they were made from. */
export interface WasmModule<Kernels> {
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly kernels: Kernels;
}

export function wasmModule<Kernels>(
  builds: readonly WasmBuild[],
): (backend: object) => WasmModule<Kernels> | null {
  const made = new WeakMap<object, WasmModule<Kernels> | null>();
  return (backend) => {
    const known = made.get(backend);
    if (known !== undefined) return known;
    const memory = heapOf(backend);
    const module = memory && compileFor(memory, builds);
    const result = module && { memory, module, kernels: exportsOn(memory, module) as unknown as Kernels };
    made.set(backend, result);
    return result;
  };
}

/** The first of some builds, for a memory, that this browser and processor can run; null where there is none. */
function compileFor(memory: WebAssembly.Memory, builds: readonly WasmBuild[]): WebAssembly.Module | null {
  for (const { plain, shared } of builds) {
    const text = atob(isShared(memory) ? shared : plain);
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    try {
      return new WebAssembly.Module(bytes);
    } catch {
      // An instruction that is unknown here, or a page's own thread that may not wait for a module of this size.
    }
  }
  return null;
}

/** What a module exports, on a memory. */
export function exportsOn(memory: WebAssembly.Memory, module: WebAssembly.Module): WebAssembly.Exports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}
