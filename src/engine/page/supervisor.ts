import { neverAborted } from '../../core/records/abort';
import { createLatest } from '../../core/records/latest';
import { LabError } from '../../core/records/lab-error';
import { type AutoChoice, createAutoChoice, redescribed } from './auto-choice';
import { type AskEngine, createAskEngine } from './ask-engine';
import { cancelUnanswered, notStarted, restarted } from './cancel-deadline';
import { type BackendWish, TOO_MANY_LOSSES } from '../protocol/backend-wish';
import type { LoadOrder, StartReport } from '../protocol/engine-api';
import { toLabErrorData } from '../protocol/errors';
import { BEAT_MS, SILENT_BEATS, startHeartbeat } from './heartbeat';
import type { EngineHost } from './engine-host';
import type { EngineStatus } from './lab-client';
import { createLife, type EngineLife, type Living } from './living-engine';
import type { BackendId, BackendInfo, NetworkInfo } from '../protocol/protocol';
import type { ChoiceMemory } from './choice-memory';
import { deviceName, type RememberedChoice } from '../protocol/remembered-choice';
import { unwrap } from '../protocol/thread-reply';

export interface SupervisorOptions {
  /** Throws where the browser cannot. */
  readonly createWorkerHost: () => EngineHost;
  readonly createInlineHost: () => Promise<EngineHost>;
  /** Whether the page itself has a GPU over WebGL, for when workers have none. */
  pageHasGpu(): boolean;
  readonly memory: ChoiceMemory;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  readonly onStatus: (status: EngineStatus) => void;
  /** The networks a new life must load again, by id. */
  orders(): ReadonlyMap<string, LoadOrder>;
  /** A network could not be loaded again. */
  onNetworkLost(id: string): void;
}

/** Keeps an engine alive: starts it, starts it again when it dies, and takes networks and backend along. */
export interface Supervisor {
  /** The engine, started and with its networks. Rejects with a LabError where none starts. */
  life(): Promise<EngineLife>;
  readonly ask: AskEngine;
  /** Ends this life, as the person wants, and starts the next. */
  readonly restart: () => void;
  /** Switches to this backend. Aborted, the engine stays on the one it was on, or goes back to it. */
  backend(id: BackendId | 'auto', signal: AbortSignal): Promise<BackendInfo>;
  info(): BackendInfo | null;
  /** Settles Auto on the backend for a network just loaded. Rejects with an AbortError alone. */
  settle(network: NetworkInfo, signal: AbortSignal): Promise<void>;
  /** Measures every backend there is and puts the engine on the fastest, as Auto. */
  measure: AutoChoice['measure'];
}

const LOSS_MEMORY_MS = 10 * 60_000;
const RELOAD_KEY = 0;

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { memory, now, onStatus } = options;
  const losses: number[] = [];
  let wished: BackendId | 'auto' = 'auto';
  let [inline, failed] = [false, false];
  let info: BackendInfo | null = null;
  let latest: NetworkInfo | null = null;
  let live: Living | null = null;

  const recentLosses = (): number => losses.filter((at) => now() - at < LOSS_MEMORY_MS).length;
  const wish = (id: BackendId | 'auto', remembered: readonly RememberedChoice[]): BackendWish => ({
    id,
    losses: recentLosses(),
    remembered,
  });
  /** What is in use, as a wish. */
  const presentWish = (): BackendWish => {
    if (wished !== 'auto' || !info) return wish(wished, memory.read());
    const { id, gpus, measured = {}, cut, measuredOn } = info;
    const choice = { id, device: deviceName(gpus), network: null, measured };
    return wish('auto', [{ ...choice, ...(cut ? { cut } : {}), ...(measuredOn ? { measuredOn } : {}) }]);
  };
  const onMeasuring = (): void => onStatus({ kind: 'measuring' });

  const openHost = async (): Promise<EngineHost> => {
    if (inline) return options.createInlineHost();
    try {
      return options.createWorkerHost();
    } catch {
      inline = true;
      return options.createInlineHost();
    }
  };

  const startHost = async (): Promise<{ host: EngineHost; report: StartReport }> => {
    const host = await openHost();
    try {
      const answer = await Promise.race([
        host.api.start(wish(wished, memory.read()), onMeasuring),
        host.died,
      ]);
      const report = unwrap(answer);
      if (inline || !report.webglMissing || !options.pageHasGpu()) return { host, report };
    } catch (thrown) {
      host.terminate();
      if (wished !== 'auto') {
        // What the person asked for is not to be had any more: anything that works is better than nothing.
        wished = 'auto';
        return startHost();
      }
      if (inline) throw thrown;
    }
    host.terminate();
    inline = true;
    return startHost();
  };

  const boot = async (): Promise<EngineLife> => {
    try {
      const { host, report } = await startHost();
      info = report.info;
      if (report.remember) memory.write(report.remember);
      const life = adopt(host);
      for (const [id, order] of options.orders()) {
        const loaded = await life.order('load', (api) =>
          api.load(RELOAD_KEY, { ...order, id }, () => undefined),
        ).answer;
        if (loaded.kind !== 'ok') options.onNetworkLost(id);
      }
      onStatus({ kind: 'ready', backend: info });
      return life;
    } catch (thrown) {
      // Where neither starts, it was not the worker's fault: the next try begins with one again.
      inline = false;
      const error = toLabErrorData(thrown);
      onStatus({ kind: 'failed', error });
      throw LabError.fromData(error);
    }
  };

  const listenTo = (host: EngineHost): (() => void) =>
    startHeartbeat(host, (silent) => {
      if (silent) onStatus({ kind: 'silent', seconds: (BEAT_MS * SILENT_BEATS) / 1000 });
      else if (info) onStatus({ kind: 'ready', backend: info });
    });

  const adopt = (host: EngineHost): EngineLife => {
    let end: (reason: LabError) => void = () => undefined;
    const gone = new Promise<never>((_, reject) => (end = reject));
    gone.catch(() => undefined);
    const life = createLife(host.api, gone, () => {
      stuck.add(life);
      replace(life, cancelUnanswered());
    });
    live = { life, host, end, stopHeartbeat: listenTo(host) };
    host.died.catch((error: unknown) => replace(life, LabError.fromData(toLabErrorData(error))));
    void host.api.whenLost().then((error) => replace(life, LabError.fromData(error)));
    return life;
  };

  const replace = (life: EngineLife, reason: LabError): void => {
    if (live?.life !== life) return;
    const { host, end, stopHeartbeat } = live;
    stopHeartbeat();
    live = null;
    if (reason.code === 'context-lost') losses.push(now());
    onStatus({ kind: 'restarting', reason: reason.toData().message });
    end(reason);
    host.terminate();
    begin();
  };

  /** Lives ended for going on with what was given up: what others asked of them is asked of the next. */
  const stuck = new WeakSet<EngineLife>();
  const ask = createAskEngine({ life: () => lifeNow(), isStuck: (life) => stuck.has(life) });

  const changes = createLatest();
  /** Switches the engine in use, and tells so. */
  const change = async (wanted: BackendWish, signal: AbortSignal): Promise<BackendInfo> => {
    const newer = changes.begin();
    const choice = await ask('backend', (api) => api.backend(wanted, onMeasuring), signal).finally(() => {
      if (info) onStatus({ kind: 'ready', backend: info });
      // The engine may change all the same: it goes back, unless somewhere else is wanted by now.
      if (signal.aborted && !newer.aborted) goBack().catch(() => undefined);
    });
    wished = wanted.id;
    info = choice.info;
    if (choice.remember) memory.write(choice.remember);
    onStatus({ kind: 'ready', backend: info });
    return info;
  };

  const goBack = async (): Promise<unknown> => change(presentWish(), neverAborted());

  const autoChoice = createAutoChoice({
    createWorkerHost: options.createWorkerHost,
    memory,
    ask,
    info: () => info,
    onMeasuring,
    async adopt(choice, signal) {
      if (choice.id !== info?.id) return change(wish('auto', [choice]), signal);
      wished = 'auto';
      memory.write(choice);
      info = redescribed(info, choice);
      onStatus({ kind: 'ready', backend: info });
      return info;
    },
  });
  const settle = async (network: NetworkInfo, fresh: boolean, signal: AbortSignal): Promise<void> => {
    latest = network;
    // A second engine needs a worker; and where GPUs get lost, none is to be had another try.
    if (inline || recentLosses() >= TOO_MANY_LOSSES) return;
    await autoChoice.settle(network, { fresh, signal }).finally(() => {
      if (info) onStatus({ kind: 'ready', backend: info });
    });
  };

  let current: Promise<EngineLife>;
  const begin = (): void => {
    failed = false;
    current = boot();
    current.catch(() => (failed = true));
  };
  /** The engine's present life; where it could not be started, perhaps for want of a connection, the next question tries again. */
  const lifeNow = (): Promise<EngineLife> => {
    if (failed) begin();
    return current;
  };
  onStatus({ kind: 'starting' });
  begin();

  return {
    life: lifeNow,
    ask,
    restart() {
      if (live) replace(live.life, restarted());
    },
    info: () => info,
    settle: (network, signal) => settle(network, false, signal),
    measure: (network, given) => autoChoice.measure(network, given),
    async backend(id, signal) {
      if (!live && !(await current.catch(() => null))) {
        wished = id;
        begin();
        await current;
      } else {
        await change(wish(id, id === 'auto' ? [] : memory.read()), signal);
        if (id === 'auto' && latest) await settle(latest, true, signal);
      }
      if (!info) throw notStarted();
      onStatus({ kind: 'ready', backend: info });
      return info;
    },
  };
}
