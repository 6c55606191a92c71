import { isAbort, neverAborted } from '../../core/records/abort';
import type { AskEngine } from './ask-engine';
import { type BackendFacts, backendReason } from '../protocol/backend-reason';
import type { EngineHost } from './engine-host';
import { measureElsewhere, type MeasureProgress } from './measure-elsewhere';
import { contenders, fastest, type Measurement } from '../protocol/measurement';
import type { NetworkOutline } from '../worker/networks/measuring-network';
import type { BackendId, BackendInfo, NetworkInfo } from '../protocol/protocol';
import type { ChoiceMemory } from './choice-memory';
import { deviceName, networkKey, type RememberedChoice } from '../protocol/remembered-choice';

/** What Auto needs of the engine's keeper. */
export interface AutoChoiceOptions {
  /** Throws where the browser cannot. */
  readonly createWorkerHost: () => EngineHost;
  readonly memory: ChoiceMemory;
  readonly ask: AskEngine;
  info(): BackendInfo | null;
  /** Puts the engine on this choice's backend. */
  adopt(choice: RememberedChoice, signal: AbortSignal): Promise<BackendInfo>;
  readonly onMeasuring: () => void;
}

export interface MeasureOptions {
  readonly onProgress?: ((progress: MeasureProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Auto's second look: the small network of the start ranks backends roughly, a network of interest ranks them for itself. */
export interface AutoChoice {
  /**
   * Settles Auto on the backend for this network: the one remembered, or, where the start's measuring was close, the winner of a
   * measuring with it. `fresh` measures whatever is remembered. Rejects with an AbortError alone: a failed measuring changes nothing.
   */
  settle(
    network: NetworkInfo,
    options: { readonly fresh: boolean; readonly signal: AbortSignal },
  ): Promise<void>;
  /** Measures every backend there is, with this network or, for want of one, the small one, and takes the fastest. */
  measure(network: NetworkInfo | null, options?: MeasureOptions): Promise<BackendInfo>;
}

/** A visit's first load waits for this, so it is short; where the person asks they may wait and can cancel. */
const SETTLE_DEADLINE_MS = 3_000;
const ASKED_DEADLINE_MS = 20_000;
/** A network is measured in an engine beside the one in use: a large one would be in memory twice. */
const MOST_PARAMETERS = 40e6;

export function createAutoChoice(options: AutoChoiceOptions): AutoChoice {
  const { createWorkerHost, memory, onMeasuring } = options;

  const outlineOf = async (
    network: NetworkInfo | null,
    signal: AbortSignal,
  ): Promise<NetworkOutline | null> => {
    if (!network || network.parameters > MOST_PARAMETERS) return null;
    return options.ask('outline', (api) => api.outline(network.id), signal);
  };
  const choiceOf = (
    backend: BackendInfo,
    network: NetworkInfo | null,
    measurement: Measurement,
  ): RememberedChoice | null => {
    const id = fastest(measurement);
    if (!id) return null;
    return {
      id,
      device: deviceName(backend.gpus),
      network: network ? networkKey(network) : null,
      ...measurement,
    };
  };

  const settleOn = async (
    network: NetworkInfo,
    backend: BackendInfo,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<void> => {
    const device = deviceName(backend.gpus);
    const known = memory
      .read()
      .find((choice) => choice.device === device && choice.network === networkKey(network));
    if (known && !fresh) {
      await options.adopt(known, signal);
      return;
    }
    const candidates = contenders({ measured: backend.measured ?? {}, cut: backend.cut ?? [] });
    if (candidates.length === 0) return;
    const outline = await outlineOf(network, signal);
    if (!outline) return;
    onMeasuring();
    const measurement = await measureElsewhere(candidates, {
      createWorkerHost,
      outline,
      deadlineMs: SETTLE_DEADLINE_MS,
      signal,
    });
    const choice = choiceOf(backend, network, withOthers(measurement, backend));
    if (choice) await options.adopt(choice, signal);
  };

  return {
    async settle(network, { fresh, signal }) {
      const backend = options.info();
      if (backend?.chosen !== 'auto') return;
      try {
        await settleOn(network, backend, fresh, signal);
      } catch (thrown) {
        if (isAbort(thrown)) throw thrown;
      }
    },

    async measure(network, { onProgress, signal = neverAborted() } = {}) {
      const backend = options.info();
      if (!backend) throw new Error('measuring before an engine has started');
      const outline = await outlineOf(network, signal);
      const candidates = candidatesOf(backend);
      const measurement = await measureElsewhere(candidates, {
        createWorkerHost,
        outline,
        deadlineMs: ASKED_DEADLINE_MS,
        onProgress,
        signal,
      });
      const choice = choiceOf(backend, outline && network, measurement);
      return choice ? options.adopt(choice, signal) : backend;
    },
  };
}

/** Everything this device can compute on, the likely fast ones first. */
export function candidatesOf({ gpus = {} }: BackendInfo): BackendId[] {
  return [
    'wasm',
    ...(gpus.webgpu ? ['webgpu' as const] : []),
    ...(gpus.webgl ? ['webgl' as const] : []),
    'cpu',
  ];
}

/** Were all contenders stopped, the start's ranking still holds. */
function withOthers(measurement: Measurement, backend: BackendInfo): Measurement {
  if (fastest(measurement)) return measurement;
  return { measured: backend.measured ?? {}, ...(backend.cut ? { cut: backend.cut } : {}) };
}

/** The same backend, described by another measurement, as Auto's choice. */
export function redescribed(info: BackendInfo, { measured, cut, measuredOn }: Measurement): BackendInfo {
  const { id, software, floatBits, renderer, gpus, threads, stockKernels } = info;
  const facts: BackendFacts = {
    id,
    chosen: 'auto',
    software,
    floatBits,
    measured,
    ...(threads === undefined ? {} : { threads }),
    ...(stockKernels ? { stockKernels } : {}),
    ...(renderer === undefined ? {} : { renderer }),
    ...(gpus ? { gpus } : {}),
    ...(cut ? { cut } : {}),
    ...(measuredOn === undefined ? {} : { measuredOn }),
  };
  return { ...facts, reason: backendReason(facts) };
}
