import { methodById } from '../methods/registry';
import { fetchModel, readModelFiles } from '../networks/weights';
import { createBackends, type Backends } from './backend';
import { createEngine, type Engine } from './engine';
import type { EngineApi, LoadOrder } from './engine-api';
import { toLabErrorData } from './errors';
import { createMacrotask } from './macrotask';
import type { LoadProgress } from './protocol';
import { reply } from './reply';
import { openWebgl } from './webgl-session';

/** An engine and the way to end it where its thread lives on. */
export interface EngineService {
  readonly api: EngineApi;
  readonly close: () => void;
}

/** The engine with its backends and downloads, for one thread: a worker's or, as a fallback, the page's own. */
export function createEngineService(): EngineService {
  const now = (): number => performance.now();
  const nextTask = createMacrotask();
  const backends = createBackends(now, nextTask);
  const engine = createEngine({
    now,
    nextTask,
    pace: () => backends.pace(),
    lost: backends.lost,
    backend: () => backends.current(),
    methodById,
  });
  const loads = new Map<number, AbortController>();

  const api: EngineApi = {
    start: (wish, onMeasuring) =>
      reply(async () => ({
        ...(await backends.use(wish, onMeasuring)),
        webglMissing: webglMissing(backends),
      })),

    backend: (wish, onMeasuring) => reply(() => engine.changeBackend(() => backends.use(wish, onMeasuring))),

    async load(key, order, onProgress) {
      const controller = new AbortController();
      loads.set(key, controller);
      try {
        return await reply(() => load(engine, order, onProgress, controller.signal));
      } finally {
        loads.delete(key);
      }
    },

    async abortLoad(key) {
      loads.get(key)?.abort();
    },

    classify: (network, image) => reply(() => engine.classify(network, image)),
    run: (id, request, sink) => engine.run(id, request, sink),
    async command(id, command) {
      engine.command(id, command);
    },
    memory: () => reply(() => engine.memory()),
    whenLost: () => backends.lost.catch(toLabErrorData),
  };
  return {
    api,
    close() {
      engine.close();
      backends.close();
    },
  };
}

async function load(
  engine: Engine,
  { source, id, reserved, title, preprocessing, classes }: LoadOrder,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
) {
  const options = {
    signal,
    onProgress: downloadProgress(onProgress),
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title }),
    ...(preprocessing === undefined ? {} : { preprocessing }),
    ...(classes === undefined ? {} : { classes }),
  };
  if ('files' in source) onProgress({ stage: 'parse', fraction: null });
  const { network, hash } =
    'url' in source ? await fetchModel(source.url, options) : await readModelFiles(source.files, options);
  signal.throwIfAborted();
  return engine.load(network, hash, { id, reserved, onProgress, signal });
}

const TELL_MS = 50;

/** Passes progress on at most twenty times a second, the end always, followed by "reading". */
function downloadProgress(onProgress: (progress: LoadProgress) => void) {
  let toldAt = -Infinity;
  return (bytes: number, total: number | null): void => {
    const done = total !== null && bytes >= total;
    if (!done && performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    const totalBytes = total === null ? {} : { totalBytes: total };
    onProgress({ stage: 'download', fraction: total ? bytes / total : null, bytes, ...totalBytes });
    if (done) onProgress({ stage: 'parse', fraction: null });
  };
}

/** Whether WebGL 2 cannot be had in this thread at all. */
function webglMissing(backends: Backends): boolean {
  const { id, renderer } = backends.current();
  if (id === 'webgl' || renderer !== undefined) return false;
  try {
    openWebgl().gl.getExtension('WEBGL_lose_context')?.loseContext();
    return false;
  } catch {
    return true;
  }
}
