import { phrase } from '../src/words/say';
import type { Frame } from '../src/core/records/frame';
import type { LabErrorData } from '../src/core/records/lab-error';
import { LabError } from '../src/core/records/lab-error';
import type { ClientEnvironment } from '../src/engine/page/client';
import { createLabClient } from '../src/engine/page/client';
import type { EngineApi, LoadOrder } from '../src/engine/protocol/engine-api';
import type { EngineHost } from '../src/engine/page/engine-host';
import type { EngineStatus } from '../src/engine/page/lab-client';
import type { StepTime } from '../src/engine/worker/backends/measure-step';
import { SMALL_OUTLINE } from '../src/engine/worker/networks/measuring-network';
import type {
  BackendId,
  BackendInfo,
  NetworkInfo,
  RunOutcome,
  RunResult,
} from '../src/engine/protocol/protocol';
import { checkpointsInMemory } from './checkpoints-in-memory';
import type { Reply } from '../src/engine/protocol/thread-reply';

/** An engine whose runs end when the test says so, and a diary of what it was asked. */
export interface FakeHost extends EngineHost {
  readonly calls: string[];
  /** What it was asked to load. */
  readonly orders: LoadOrder[];
  readonly runs: Map<
    number,
    { sink(frame: Frame, order?: number): Promise<void>; end(outcome: RunOutcome): void }
  >;
  /** Whether a cancel ends a run, as it should. */
  answersCancel: boolean;
  terminated: boolean;
  die(error: LabError): void;
  lose(error: LabErrorData): void;
}

export const RESULT = { steps: 1 } as RunResult;

export function infoOf(id: string): NetworkInfo {
  return {
    id,
    title: id.toUpperCase(),
    size: [32, 32],
    preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
    classes: [{ index: 0, name: 'cat' }],
    output: { kind: 'softmax' },
    weightsHash: 'hash',
    parameters: 3,
  };
}

function backendInfo(id: BackendId | 'auto'): BackendInfo {
  return {
    id: id === 'auto' ? 'wasm' : id,
    chosen: id === 'auto' ? 'auto' : 'asked',
    reason: phrase('{engine}: {why}.', { engine: 'WASM', why: 'because' }),
    software: false,
    floatBits: 32,
  };
}

export function fakeHost(
  kind: EngineHost['kind'] = 'worker',
  { start = {}, timing = defaultTiming }: FakeTimes = {},
): FakeHost {
  const calls: string[] = [];
  const orders: LoadOrder[] = [];
  const runs: FakeHost['runs'] = new Map();
  let die: FakeHost['die'] = () => undefined;
  let lose: FakeHost['lose'] = () => undefined;
  const died = new Promise<never>((_, reject) => (die = reject));
  died.catch(() => undefined);
  const lost = new Promise<LabErrorData>((resolve) => (lose = resolve));
  const choice = (id: BackendId | 'auto') => ({
    info: { ...backendInfo(id), ...(id === 'auto' ? start : {}) },
    remember:
      id === 'auto' ? { id: 'wasm' as const, device: 'here', network: null, measured: { wasm: 1 } } : null,
  });
  const api: EngineApi = {
    async start(wish) {
      calls.push(
        `start ${wish.id} losses ${wish.losses ?? 0} remembered ${wish.remembered?.[0]?.id ?? 'none'}`,
      );
      return { kind: 'ok', value: { ...choice(wish.id), webglMissing: false } };
    },
    async backend(wish) {
      calls.push(`backend ${wish.id}`);
      if (wish.id !== 'webgl') return { kind: 'ok', value: choice(wish.id) };
      const error = new LabError('webgl-unavailable', 'None.', 'Other.').toData();
      return { kind: 'error', error };
    },
    async load(_, order, onProgress) {
      orders.push(order);
      const id = order.id ?? 'own';
      calls.push(`load ${id} ${'url' in order.source ? order.source.url : 'files'}`);
      if (id === 'slow') return new Promise(() => undefined);
      onProgress({ stage: 'download', fraction: 0.5 });
      // Messages may overtake each other between threads: this one comes after the answer.
      setTimeout(() => onProgress({ stage: 'compile', fraction: 1 }), 0);
      const { preprocessing } = order;
      const told = typeof preprocessing === 'object' ? { preprocessing } : {};
      return { kind: 'ok', value: { ...infoOf(id), ...told } };
    },
    abortLoad: async (key) => void calls.push(`abort ${key}`),
    async tune(key, { network }) {
      calls.push(`tune ${key} ${network}`);
      return { kind: 'ok', value: { files: [], losses: [] } };
    },
    abortTuning: async (key) => void calls.push(`abort tuning ${key}`),
    async outline(id) {
      calls.push(`outline ${id}`);
      return { kind: 'ok', value: { ...SMALL_OUTLINE, graph: { ...SMALL_OUTLINE.graph, title: id } } };
    },
    async measure(id, outline) {
      calls.push(`measure ${id} with ${outline?.graph.title ?? 'the small network'}`);
      return timing(id);
    },
    classify: () => new Promise(() => undefined),
    readings: () => new Promise(() => undefined),
    thumbnails: () => new Promise(() => undefined),
    run(id, request, sink) {
      calls.push(`run ${id} ${request.method}`);
      return new Promise((end) =>
        runs.set(id, { sink: (frame, order = frame.step) => sink(frame, order), end }),
      );
    },
    async command(id, command) {
      calls.push(`${command.type} ${id}`);
      if (command.type === 'cancel' && host.answersCancel) runs.get(id)?.end({ kind: 'cancelled' });
    },
    memory: async () => ({
      kind: 'ok',
      value: { tensors: 1, bytes: 4, gpuBytes: null, shaderPrograms: null, kernelFallbacks: [] },
    }),
    ping: async () => undefined,
    whenLost: () => lost,
  };
  const host: FakeHost = {
    kind,
    api,
    calls,
    orders,
    runs,
    died,
    die,
    lose,
    answersCancel: true,
    terminated: false,
    terminate: () => void (host.terminated = true),
  };
  return host;
}

/** What a fake engine says of its backends' speed. */
export interface FakeTimes {
  /** What Auto's start tells beside the usual. */
  readonly start?: Partial<BackendInfo>;
  readonly timing?: (id: BackendId) => Promise<Reply<StepTime | null>>;
}

async function defaultTiming(): Promise<Reply<StepTime | null>> {
  return { kind: 'ok', value: { milliseconds: 1, cut: false } };
}

/** A client on fake hosts: `hosts` are its engine's lives so far, `statuses` all it ever told. */
export function fakeClient(change: Partial<ClientEnvironment> = {}, times: FakeTimes = {}) {
  const hosts: FakeHost[] = [];
  const statuses: EngineStatus[] = [];
  const remembered: string[] = [];
  const add = (kind: EngineHost['kind']): FakeHost => {
    const host = fakeHost(kind, times);
    hosts.push(host);
    return host;
  };
  const client = createLabClient({
    createWorkerHost: () => add('worker'),
    createInlineHost: async () => add('inline'),
    pageHasGpu: () => false,
    memory: { read: () => [], write: ({ id }) => void remembered.push(id) },
    now: () => performance.now(),
    base: 'http://lab.test/page/index.html',
    fetchOffered: async () => [
      { id: 'a', title: 'A', classes: 16, bundled: true, bytes: 9, path: 'models/a/model.json' },
      { id: 'slow', title: 'Slow', classes: 1000, bundled: false },
    ],
    fetchZoo: async () => [],
    openKept: async () => null,
    room: async () => ({ used: 0, quota: 0 }),
    persist: async () => false,
    today: () => 0,
    checkpoints: checkpointsInMemory(),
    onHidden: () => undefined,
    ...change,
  });
  client.onStatus((status) => statuses.push(status));
  return { client, hosts, statuses, remembered };
}
