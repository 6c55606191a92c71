import * as tf from '@tensorflow/tfjs-core';

/** What a piece of work cost beside time. */
export interface Counts {
  /** Kernels that TF.js ran, those that only rename a tensor aside. */
  readonly kernels: number;
  /** Programs started on the GPU; null where there is none. */
  readonly launches: number | null;
  /** Bytes that came back as numbers. */
  readonly readBytes: number;
}

/** What a backend holds. */
export interface Holdings {
  readonly tensors: number;
  readonly bytes: number;
  /** The WASM heap, or the textures on a GPU; null where the backend has neither. */
  readonly backendBytes: number | null;
  /** Compiled GPU programs; null where there are none. */
  readonly programs: number | null;
}

interface AnyBackend {
  read: (dataId: object) => Promise<ArrayBufferView>;
  readSync: (dataId: object) => ArrayBufferView;
  readonly gpgpu?: { readonly gl: WebGL2RenderingContext };
  readonly binaryCache?: object;
  readonly pipelineCache?: object;
  readonly wasm?: {
    readonly HEAPU8: Uint8Array;
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    readonly wasmMemory?: WebAssembly.Memory;
  };
}

const current = (): AnyBackend => tf.backend() as unknown as AnyBackend;

const RENAMES = new Set<string>([tf.Identity, tf.Reshape, tf.ExpandDims]);

/** Does something on the current backend with every kernel, launch and readback counted, which slows it a little. */
export async function counted(work: () => Promise<unknown>): Promise<Counts> {
  let kernels = 0;
  let launches = 0;
  let readBytes = 0;
  let depth = 0;
  const undo: (() => void)[] = [];

  for (const config of tf.getKernelsForBackend(tf.getBackend())) {
    const { kernelFunc } = config;
    if (RENAMES.has(config.kernelName)) continue;
    config.kernelFunc = (given) => {
      kernels++;
      depth++;
      try {
        return kernelFunc(given);
      } finally {
        depth--;
      }
    };
    undo.push(() => (config.kernelFunc = kernelFunc));
  }

  const backend = current();
  const { gpgpu } = backend;
  const onGpu = gpgpu !== undefined || backend.pipelineCache !== undefined;
  if (gpgpu) {
    const { gl } = gpgpu;
    const drawElements = gl.drawElements.bind(gl);
    gl.drawElements = (...values) => {
      launches++;
      drawElements(...values);
    };
    undo.push(() => delete (gl as { drawElements?: unknown }).drawElements);
  }
  if (backend.pipelineCache) {
    const undone = replaced(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => launches++);
    undo.push(undone);
  }

  let within = false;
  const note = (values: ArrayBufferView): ArrayBufferView => {
    readBytes += values.byteLength;
    return values;
  };
  const { read, readSync } = backend;
  backend.read = (dataId) => {
    // Some backends read by reading synchronously.
    within = true;
    const values = read.call(backend, dataId);
    within = false;
    return values.then(note);
  };
  backend.readSync = (dataId) => {
    const values = readSync.call(backend, dataId);
    // Kernels on the processor read each other's memory; on a GPU even that is a way back.
    return within || (depth > 0 && !onGpu) ? values : note(values);
  };
  undo.push(() => Object.assign(backend, { read, readSync }));

  try {
    await work();
  } finally {
    for (const step of undo) step();
  }
  return { kernels, launches: onGpu ? launches : null, readBytes };
}

/** Has a method tell of each of its calls; gives what puts it back. */
function replaced(owner: object, name: string, onCall: () => void): () => void {
  const before = Reflect.get(owner, name) as CallableFunction;
  const value = function (this: unknown, ...values: unknown[]): unknown {
    onCall();
    return Reflect.apply(before, this, values);
  };
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => {
    Object.defineProperty(owner, name, { value: before, configurable: true, writable: true });
  };
}

/** What the current backend holds now. */
export function holdings(): Holdings {
  const { numTensors, numBytes, ...more } = tf.memory() as tf.MemoryInfo & { numBytesInGPU?: number };
  const { wasm, binaryCache, pipelineCache } = current();
  const heap = wasm?.asm?.memory?.buffer ?? wasm?.wasmMemory?.buffer ?? wasm?.HEAPU8.buffer;
  const programs = binaryCache ?? pipelineCache;
  return {
    tensors: numTensors,
    bytes: numBytes,
    backendBytes: heap?.byteLength ?? more.numBytesInGPU ?? null,
    programs: programs ? Object.keys(programs).length : null,
  };
}
