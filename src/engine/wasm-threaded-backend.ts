import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { BackendWasmThreadedSimdModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import script from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?url';

/** In pages of 64 KiB: what the build with threads starts with, and the maximum it was compiled for. */
const MEMORY = { initial: 256, maximum: 65536, shared: true } as const;
const DEADLINE_MS = 5000;

/** What an Emscripten build makes of its configuration, as far as it is used here. */
interface ThreadedModule extends BackendWasmThreadedSimdModule {
  readonly PThread: BackendWasmThreadedSimdModule['PThread'] & {
    unusedWorkers: Worker[];
    runningWorkers: Worker[];
  };
  readonly cwrap: (
    name: string,
    returns: 'number' | null,
    takes: 'number'[],
  ) => (...values: number[]) => number;
}

type HasModule = KernelBackend & { readonly wasm?: Pick<ThreadedModule, 'tfjs'> };

/**
 * TF.js's WASM backend with workers for `count` threads, the calling one included. It computes on one until
 * `setThreads` says otherwise, and this lab's own kernels find its memory as `wasmMemory`. For workers only.
 *
 * TF.js's own start cannot do this. It computes on half of the processors at most, so with two or three of them on a single
 * thread (compare TF.js issue 8513), starts eight workers however few it needs, and keeps the memory to itself. Rejects
 * where the workers do not start, and leaves none of them running.
 */
export async function createThreadedBackend(count: number): Promise<KernelBackend> {
  const [{ BackendWasm, setThreadsCount }, { default: factory }, { wasmWorkerContents }, code] =
    await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js'),
      import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js'),
      compile(binary),
    ]);
  // The contents come out of a template literal, so the line feeds within their string literals have become real ones.
  const source = new Blob([wasmWorkerContents.replace(/\n/g, '\\n')], { type: 'text/javascript' });
  const workerUrl = URL.createObjectURL(source);

  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const timer = setTimeout(() => fail(new Error('The threads did not start in time.')), DEADLINE_MS);
  let started = false;
  let workers: Worker[] = [];

  const config: Partial<ThreadedModule> & Record<string, unknown> = {
    wasmMemory: new WebAssembly.Memory(MEMORY),
    mainScriptUrlOrBlob: new URL(script, import.meta.url).href,
    locateFile: (path: string) => (path.endsWith('.worker.js') ? workerUrl : path),
    onAbort: fail,
    instantiateWasm(
      imports: Record<'env', WebAssembly.ModuleImports>,
      receive: (instance: WebAssembly.Instance, code: WebAssembly.Module) => void,
    ) {
      const unused = config.PThread?.unusedWorkers ?? [];
      for (const worker of unused.splice(count - 1)) worker.terminate();
      workers = [...unused];
      for (const worker of workers) {
        worker.addEventListener('error', (event) => {
          // A thread lost later is lost for good: that error goes on to the page, which starts the engine afresh.
          if (started) return;
          event.preventDefault();
          event.stopImmediatePropagation();
          fail(new Error(event.message || 'A worker did not start.'));
        });
      }
      // It halves this.
      imports.env['emscripten_num_logical_cores'] = () => 2 * count;
      WebAssembly.instantiate(code, imports)
        .then((instance) => receive(instance, code))
        .catch(fail);
      return {};
    },
  };

  try {
    const starting = factory(config as Parameters<typeof factory>[0]) as Promise<ThreadedModule>;
    const wasm = await Promise.race([starting, failed]);
    wasm.tfjs = functionsOf(wasm);
    setThreadsCount(1);
    const backend = new BackendWasm(wasm);
    started = true;
    return backend;
  } catch (error) {
    for (const worker of workers) worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    URL.revokeObjectURL(workerUrl);
  }
}

/** Sets how many threads such a backend computes on: its `count`, once, or 1. */
export function setThreads(backend: KernelBackend, threads: number): void {
  (backend as HasModule).wasm?.tfjs.initWithThreadsCount(threads);
}

/** Threads that a backend computes on; 1 for all but WASM. */
export function threadsOf(backend: KernelBackend): number {
  return (backend as HasModule).wasm?.tfjs.getThreadsCount() ?? 1;
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
