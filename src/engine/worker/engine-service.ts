import { fetchLateCode } from '../../core/records/late-code';
import { fetchMethod } from '../../methods/fetch-method';
import { createBackends, type Backends } from './backends/backend';
import { createEngine } from './engine';
import type { EngineApi } from '../protocol/engine-api';
import { toLabErrorData } from '../protocol/errors';
import { createMacrotask } from './run/macrotask';
import { createCancellableLoads } from './networks/cancellable-loads';
import { loadNetwork } from './networks/load-network';
import { savesData } from '../protocol/save-data';
import { reply } from '../protocol/thread-reply';
import { openWebgl } from './backends/webgl-session';

/** So long after a run, what other networks and methods need is fetched: they are there at once then. */
const REST_MS = 1500;

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
    waitForGpu: () => backends.waitForGpu(),
    lost: backends.lost,
    backend: () => backends.current(),
    methodById: fetchMethod,
  });
  const loads = createCancellableLoads();
  const tunings = createCancellableLoads();
  let rest: ReturnType<typeof setTimeout> | undefined;

  const api: EngineApi = {
    start: (wish, onMeasuring) =>
      reply(async () => ({
        ...(await backends.use(wish, onMeasuring)),
        webglMissing: webglMissing(backends),
      })),

    backend: (wish, onMeasuring) => reply(() => engine.changeBackend(() => backends.use(wish, onMeasuring))),

    load: (key, order, onProgress) =>
      reply(() => loads.begin(key, (signal) => loadNetwork(engine, order, onProgress, signal))),

    abortLoad: async (key) => loads.cancel(key),

    outline: (network) => reply(() => engine.outline(network)),
    measure: (id, outline, deadlineMs) => reply(() => backends.measure(id, outline, deadlineMs)),
    classify: (network, image) => reply(() => engine.classify(network, image)),
    readings: (network, image, preprocessings) =>
      reply(() => engine.readings(network, image, preprocessings)),
    thumbnails: (network, image, layer) => reply(() => engine.thumbnails(network, image, layer)),
    tune: (key, request, onProgress) =>
      reply(() => tunings.begin(key, (signal) => engine.tune(request, onProgress, signal))),
    abortTuning: async (key) => tunings.cancel(key),
    run: (id, request, sink, keep) =>
      engine.run(id, request, sink, keep).finally(() => {
        clearTimeout(rest);
        if (!savesData()) rest = setTimeout(() => void fetchLateCode(), REST_MS);
      }),
    command: engine.command,
    memory: () => reply(() => engine.memory()),
    ping: async () => undefined,
    whenLost: () => backends.lost.catch(toLabErrorData),
  };
  return {
    api,
    close() {
      clearTimeout(rest);
      engine.close();
      backends.close();
    },
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
