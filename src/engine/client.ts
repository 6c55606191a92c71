import { LabError } from '../core/lab-error';
import { startClientRun } from './client-run';
import type { LoadOrder } from './engine-api';
import { createInlineHost, createWorkerHost } from './host';
import type { EngineStatus, LabClient, RunHandle } from './lab-client';
import { fetchOffered, modelUrl, networkRows, type OfferedNetwork } from './network-rows';
import type { LoadRequest, NetworkInfo, NetworkRow } from './protocol';
import { createChoiceMemory } from './remembered-choice';
import { isSoftwareRenderer } from './renderer';
import { abortError, reply, unwrap } from './reply';
import { createSupervisor, type SupervisorOptions } from './supervisor';
import { startYieldingRun } from './yielding-run';

/** What the client takes from the page; a test brings its own. */
export interface ClientEnvironment extends Pick<
  SupervisorOptions,
  'createWorkerHost' | 'createInlineHost' | 'pageHasGpu' | 'memory' | 'now'
> {
  /** The page's address, which `models/` lies beside. */
  readonly base: string;
  fetchOffered(url: string): Promise<readonly OfferedNetwork[]>;
}

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
  };
}

/** The one engine of this page, in a worker of its own where the browser can. */
export function createLabClient(environment: ClientEnvironment = pageEnvironment()): LabClient {
  const { base } = environment;
  const loaded = new Map<string, NetworkInfo>();
  const orders = new Map<string, LoadOrder>();
  const statusListeners = new Set<(status: EngineStatus) => void>();
  const rowListeners = new Set<(rows: readonly NetworkRow[]) => void>();
  let status: EngineStatus = { kind: 'starting' };
  let offered: readonly OfferedNetwork[] = [];
  let rows: readonly NetworkRow[] = [];
  let lastKey = 0;
  let lastRun: RunHandle | null = null;
  let lastRunId = 0;
  let runsEnded: Promise<unknown> = Promise.resolve();

  const setStatus = (next: EngineStatus): void => {
    status = next;
    for (const listener of statusListeners) listener(next);
  };
  const updateRows = (): void => {
    rows = networkRows(offered, loaded);
    for (const listener of rowListeners) listener(rows);
  };

  /** Settles once no run is under way or waiting to begin. */
  const idle = async (): Promise<void> => {
    for (let seen: unknown = null; seen !== runsEnded;) {
      seen = runsEnded;
      await runsEnded;
    }
  };

  const listed = environment.fetchOffered(new URL('models/index.json', base).href).then((found) => {
    offered = found;
    updateRows();
  });
  const supervisor = createSupervisor({
    ...environment,
    onStatus: setStatus,
    orders: () => orders,
    onNetworkLost(id) {
      loaded.delete(id);
      orders.delete(id);
      updateRows();
    },
  });
  const ready = Promise.all([supervisor.life(), listed]).then(() => undefined);
  ready.catch(() => undefined);

  const orderFor = (request: LoadRequest): LoadOrder => {
    if (!('id' in request)) {
      const { title, preprocessing, classes } = request;
      return {
        source: 'url' in request ? { url: new URL(request.url, base).href } : { files: request.files },
        reserved: offered.map(({ id }) => id),
        ...(title === undefined ? {} : { title }),
        ...(preprocessing === undefined ? {} : { preprocessing }),
        ...(classes === undefined ? {} : { classes }),
      };
    }
    const row = offered.find(({ id }) => id === request.id);
    if (row) return { source: { url: modelUrl(row, base) }, id: row.id };
    throw new LabError(
      'network-unknown',
      `There is no network "${request.id}". Known are: ${rows.map(({ id }) => id).join(', ') || 'none'}.`,
      'Choose one of these, or load a network from a file or a URL.',
    );
  };

  return {
    ready,
    networks: () => rows,

    async load(request, { onProgress, signal } = {}) {
      if (signal?.aborted) throw abortError();
      await listed;
      const known = 'id' in request ? loaded.get(request.id) : undefined;
      if (known) return known;
      const order = orderFor(request);
      const key = ++lastKey;
      let over = false;
      const name = order.title ?? order.id ?? ('url' in order.source ? order.source.url : 'your file');
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(abortError()), { once: true });
      });
      const asked = supervisor.ask((api) => {
        signal?.addEventListener('abort', () => void api.abortLoad(key), { once: true });
        if (signal?.aborted) return reply(() => Promise.reject(abortError()));
        return api.load(key, order, (progress) => {
          // A last word may come after the answer.
          if (signal?.aborted || over) return;
          if (key === lastKey) setStatus({ kind: 'loading', network: name, progress });
          onProgress?.(progress);
        });
      });
      try {
        const info = await Promise.race([asked, aborted]);
        loaded.set(info.id, info);
        orders.set(info.id, order);
        updateRows();
        return info;
      } finally {
        over = true;
        const backend = supervisor.info();
        if (status.kind === 'loading' && key === lastKey && backend) setStatus({ kind: 'ready', backend });
      }
    },

    async backend(id) {
      if (id !== undefined) return supervisor.backend(id);
      await supervisor.life();
      return unwrap(
        await reply(() => supervisor.info() ?? Promise.reject(new Error('No engine has started.'))),
      );
    },

    classify: (network, image) => supervisor.ask((api) => api.classify(network, image)),

    run(request, onFrame, { yields = false } = {}) {
      const begin = (): RunHandle => {
        lastRun?.send({ type: 'cancel' });
        const handle = startClientRun(supervisor, ++lastRunId, request, onFrame, runsEnded);
        runsEnded = runsEnded.then(() => handle.outcome);
        lastRun = handle;
        return handle;
      };
      return yields ? startYieldingRun(++lastRunId, idle, begin) : begin();
    },

    memory: () => supervisor.ask((api) => api.memory()),

    onStatus(listener) {
      statusListeners.add(listener);
      listener(status);
      return () => statusListeners.delete(listener);
    },

    onNetworks(listener) {
      rowListeners.add(listener);
      listener(rows);
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
