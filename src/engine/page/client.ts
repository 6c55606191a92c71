import { neverAborted, throwIfAborted } from '../../core/records/abort';
import type { LoadOrder } from '../protocol/engine-api';
import { createInlineHost, createWorkerHost } from './engine-host';
import { createJudgeClient } from './judge-client';
import type { EngineStatus, LabClient } from './lab-client';
import { createNetworkList, type NetworkSurroundings } from './network-directory';
import { fetchOffered, fetchZoo } from './network-rows';
import { openKeptNetworks } from '../../networks/storage/kept-networks';
import type { NetworkInfo, NetworkRow } from '../protocol/protocol';
import { createChoiceMemory } from './choice-memory';
import { isSoftwareRenderer } from '../protocol/renderer';
import { reply, unwrap } from '../protocol/thread-reply';
import { openRunCheckpoints, type RunCheckpoints } from './run-checkpoints';
import { createRunKeeping } from './run-keeping';
import { createRunQueue } from './run-queue';
import { createSupervisor, type SupervisorOptions } from './supervisor';
import { say } from '../../words/say';

/** What the client takes from the page; a test brings its own. */
export type ClientEnvironment = NetworkSurroundings &
  Pick<SupervisorOptions, 'createWorkerHost' | 'createInlineHost' | 'pageHasGpu' | 'memory' | 'now'> & {
    readonly checkpoints: RunCheckpoints;
    /** Calls back when the page is hidden, after which it may be gone. */
    readonly onHidden: (listener: () => void) => void;
  };

/** The page's own surroundings. */
function pageEnvironment(): ClientEnvironment {
  return {
    createWorkerHost,
    createInlineHost,
    pageHasGpu,
    memory: createChoiceMemory(),
    now: () => performance.now(),
    base: document.baseURI,
    fetchOffered,
    fetchZoo,
    openKept: openKeptNetworks,
    async room() {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate();
      return { used: usage, quota };
    },
    persist: async () => navigator.storage.persist(),
    today: () => Date.now(),
    checkpoints: openRunCheckpoints(),
    onHidden(listener) {
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) listener();
      });
      addEventListener('pagehide', listener);
    },
  };
}

/** The one engine of this page, in a worker of its own where the browser can. */
export function createLabClient(environment: ClientEnvironment = pageEnvironment()): LabClient {
  const { judge } = createJudgeClient(environment.base);
  const statusListeners = new Set<(status: EngineStatus) => void>();
  const rowListeners = new Set<(rows: readonly NetworkRow[]) => void>();
  let status: EngineStatus = { kind: 'starting' };
  let lastKey = 0;
  let lastTuning = 0;

  const setStatus = (next: EngineStatus): void => {
    status = next;
    for (const listener of statusListeners) listener(next);
  };

  const list = createNetworkList(environment, (rows) => {
    for (const listener of rowListeners) listener(rows);
  });
  const supervisor = createSupervisor({
    ...environment,
    onStatus: setStatus,
    orders: () => list.orders,
    onNetworkLost: list.lose,
  });
  const { checkpoints } = environment;
  const runs = createRunQueue(supervisor, createRunKeeping(checkpoints, environment.onHidden));
  const ready = Promise.all([supervisor.life(), list.listed]).then(() => undefined);
  ready.catch(() => undefined);

  /** Loads what an order says, as the page's newest load. */
  const loadOrder = async (
    order: LoadOrder,
    { onProgress, signal = neverAborted() }: NonNullable<Parameters<LabClient['load']>[1]>,
  ): Promise<NetworkInfo> => {
    const key = ++lastKey;
    const over = new AbortController();
    const name = order.title ?? order.id ?? ('url' in order.source ? order.source.url : say('your file'));
    const giveOrder: Parameters<typeof supervisor.ask<'load', NetworkInfo>>[1] = (api) => {
      signal.addEventListener('abort', () => void api.abortLoad(key), { once: true, signal: over.signal });
      return api.load(key, order, (progress) => {
        // A last word may come after the answer.
        if (signal.aborted || over.signal.aborted) return;
        if (key === lastKey) setStatus({ kind: 'loading', network: name, progress });
        onProgress?.(progress);
      });
    };
    try {
      const info = await list.add(await supervisor.ask('load', giveOrder, signal), order);
      if (key === lastKey) await supervisor.settle(info, signal);
      return info;
    } finally {
      over.abort();
      const backend = supervisor.info();
      if (status.kind === 'loading' && key === lastKey && backend) setStatus({ kind: 'ready', backend });
    }
  };

  return {
    ready,
    networks: list.rows,
    own: list.own,

    async load(request, { onProgress, signal } = {}) {
      throwIfAborted(signal);
      await list.listed;
      const known = 'id' in request ? list.loaded(request.id) : undefined;
      if (known) return known;
      const watch = { ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) };
      return loadOrder({ ...list.orderFor(request), ...(request.heavy ? { heavy: true } : {}) }, watch);
    },

    reinterpret: async (id, interpretation) => loadOrder(list.orderAgain(id, interpretation), {}),
    rename: list.rename,
    keep: list.keep,
    forget: list.forget,
    room: list.room,

    async backend(id, { signal = neverAborted() } = {}) {
      if (id !== undefined) return supervisor.backend(id, signal);
      await supervisor.life();
      return unwrap(
        await reply(() => supervisor.info() ?? Promise.reject(new Error('No engine has started.'))),
      );
    },

    measure: (id, options) => supervisor.measure(id === null ? null : (list.loaded(id) ?? null), options),

    classify: (network, image, signal) =>
      supervisor.ask('classify', (api) => api.classify(network, image), signal),
    readings: (network, image, preprocessings, signal) =>
      supervisor.ask('readings', (api) => api.readings(network, image, preprocessings), signal),
    thumbnails: (network, image, layer, signal) =>
      supervisor.ask('thumbnails', (api) => api.thumbnails(network, image, layer), signal),
    judge,

    tune(request, { onProgress, signal = neverAborted() } = {}) {
      const key = ++lastTuning;
      return supervisor.ask(
        'tune',
        (api) => {
          signal.addEventListener('abort', () => void api.abortTuning(key), { once: true });
          return api.tune(key, request, (progress) => {
            if (!signal.aborted) onProgress?.(progress);
          });
        },
        signal,
      );
    },

    run: runs.run,
    checkpoints,

    restart: supervisor.restart,
    memory: ({ signal = neverAborted() } = {}) => supervisor.ask('memory', (api) => api.memory(), signal),

    onStatus(listener) {
      statusListeners.add(listener);
      listener(status);
      return () => statusListeners.delete(listener);
    },

    onNetworks(listener) {
      rowListeners.add(listener);
      listener(list.rows());
      return () => rowListeners.delete(listener);
    },
  };
}

/** Whether the page, unlike its workers, has WebGL 2 on a real GPU (Safari before 17). */
function pageHasGpu(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return false;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !isSoftwareRenderer(renderer);
}
