import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { BackendWasmThreadedSimdModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';

/** In pages of 64 KiB: what the build with threads starts with, and the maximum it was compiled for. */
const MEMORY = { initial: 256, maximum: 65536, shared: true } as const;
const DEADLINE_MS = 5000;

/** What an Emscripten build makes of its configuration, as far as it is used here. */
interface ThreadedModule extends BackendWasmThreadedSimdModule {
  readonly cwrap: (
    name: string,
    returns: 'number' | null,
    takes: 'number'[],
  ) => (...values: number[]) => number;
}

/**
 * TF.js's WASM backend on a memory that other threads may share; a pool of ours works there, see networks/kernels/threads. For
 * workers only.
 *
 * TF.js's build with threads is the one that takes such a memory. Of its own threads none is started: it computes on half of
 * the processors at most, so with two or three of them on a single thread (compare TF.js issue 8513), starts eight workers
 * however few it needs, gives each an equal share, so that all wait for the one kept off its processor, and its
 * convolutions take twice as long as this lab's. Rejects where the backend does not start.
 */
export async function createSharedBackend(): Promise<KernelBackend> {
  const [{ BackendWasm, setThreadsCount }, { default: factory }, code] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm'),
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js'),
    compile(binary),
  ]);
  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const timer = setTimeout(() => fail(new Error('TF.js did not start in time.')), DEADLINE_MS);
  const config: Omit<Partial<ThreadedModule>, 'instantiateWasm'> & Record<string, unknown> = {
    wasmMemory: new WebAssembly.Memory(MEMORY),
    onAbort: fail,
    instantiateWasm(
      imports: Record<'env', WebAssembly.ModuleImports>,
      receive: (instance: WebAssembly.Instance, code: WebAssembly.Module) => void,
    ) {
      // It halves this.
      imports.env['emscripten_num_logical_cores'] = () => 2;
      WebAssembly.instantiate(code, imports)
        .then((instance) => receive(instance, code))
        .catch(fail);
      return {};
    },
  };

  try {
    const starting = withoutWorkers(() => factory(config as Parameters<typeof factory>[0]));
    const wasm = (await Promise.race([starting, failed])) as ThreadedModule;
    wasm.tfjs = functionsOf(wasm);
    setThreadsCount(1);
    return new BackendWasm(wasm);
  } finally {
    clearTimeout(timer);
  }
}

/** Says that it has loaded, as TF.js waits for each of its workers to say, and is never given any work. */
class NoWorker extends EventTarget implements Pick<Worker, 'postMessage' | 'onmessage' | 'terminate'> {
  onmessage: Worker['onmessage'] = null;

  postMessage(): void {
    const loaded = new MessageEvent('message', { data: { cmd: 'loaded' } });
    queueMicrotask(() => (this.onmessage as ((event: MessageEvent) => void) | null)?.(loaded));
  }

  terminate(): void {
    this.onmessage = null;
  }
}

/** Calls what would start workers at once, and has it start none. */
function withoutWorkers<T>(start: () => T): T {
  const { Worker: real } = globalThis;
  globalThis.Worker = NoWorker as unknown as typeof Worker;
  try {
    return start();
  } finally {
    globalThis.Worker = real;
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The backend's functions for its own use, as TF.js's start binds them. */
function functionsOf({ cwrap }: ThreadedModule): ThreadedModule['tfjs'] {
  return {
    init: cwrap('init', null, []),
    initWithThreadsCount: cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: cwrap('get_threads_count', 'number', []),
    registerTensor: cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: cwrap('dispose_data', null, ['number']),
    dispose: cwrap('dispose', null, []),
  };
}
