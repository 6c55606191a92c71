import { isRefusal, noteFallback } from './kernel-fallbacks';
import { heapOf, isShared } from './wasm-heap';

/**
 * A module that works on the memory of TF.js's WASM backend, as text of a letter a byte: for a memory of one thread, and a
 * shared one.
 */
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

/**
 * A module of so many builds, the fastest first, on the memory of a WASM backend; null where none runs there, and noted. Where
 * that may pass, for want of memory say, it is tried again the next time.
 */
export function wasmModule<Kernels>(
  name: string,
  builds: readonly WasmBuild[],
): (backend: object) => WasmModule<Kernels> | null {
  const made = new WeakMap<object, WasmModule<Kernels> | null>();
  return (backend) => {
    const known = made.get(backend);
    if (known !== undefined) return known;
    const memory = heapOf(backend);
    if (!memory) return null;
    try {
      const module = compileFor(memory, builds);
      const result = { memory, module, kernels: exportsOn(memory, module) as unknown as Kernels };
      made.set(backend, result);
      return result;
    } catch (thrown) {
      noteFallback(backend, name, thrown);
      if (isRefusal(thrown)) made.set(backend, null);
      return null;
    }
  };
}

/** The first of some builds, for a memory, that this browser and processor can run. Throws what the last of them met. */
function compileFor(memory: WebAssembly.Memory, builds: readonly WasmBuild[]): WebAssembly.Module {
  let last = new Error('There is no build.');
  for (const { plain, shared } of builds) {
    const text = isShared(memory) ? shared : plain;
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    try {
      return new WebAssembly.Module(bytes);
    } catch (thrown) {
      // An instruction that is unknown here, for one.
      if (!(thrown instanceof Error)) throw thrown;
      last = thrown;
    }
  }
  throw last;
}

/** What a module exports, on a memory. */
export function exportsOn(memory: WebAssembly.Memory, module: WebAssembly.Module): WebAssembly.Exports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}
