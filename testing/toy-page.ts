import { vi } from 'vitest';
import { neverAborted } from '../src/core/records/abort';
import { createLabClient } from '../src/engine/page/client';
import type { Engine } from '../src/engine/worker/engine';
import type { EngineApi } from '../src/engine/protocol/engine-api';
import type { EngineHost } from '../src/engine/page/engine-host';
import type { LabClient } from '../src/engine/page/lab-client';
import type { NetworkInfo } from '../src/engine/protocol/protocol';
import { reply } from '../src/engine/protocol/thread-reply';
import { methodById } from '../src/methods/registry';
import { readModelFiles } from '../src/networks/storage/weights';
import type { RunCheckpoints } from '../src/engine/page/run-checkpoints';
import { useBackend } from './backends';
import { checkpointsInMemory } from './checkpoints-in-memory';
import { tinyNetwork } from './tiny-network';
import { fakeHost } from './fake-host';
import { toyEngine } from './toy-engine';

/** What a test does to the messages between the page and its engine. */
export interface Messages {
  /** Milliseconds that a frame is on its way to the page. */
  frameDelay: number;
  /** Hides the page. */
  hide: () => void;
}

/** The page's client on a real engine with every method and the tiny network, or what is loaded from files, plain JavaScript, in this thread. */
export interface ToyPage {
  readonly lab: LabClient;
  readonly messages: Messages;
  readonly info: () => Promise<NetworkInfo>;
  readonly engine: () => Engine;
}

export function createToyPage(checkpoints: RunCheckpoints = checkpointsInMemory()): ToyPage {
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 0));
  const messages: Messages = { frameDelay: 0, hide: () => undefined };
  let engine: Engine;
  const info = async (): Promise<NetworkInfo> => engine.load(tinyNetwork(), 'hash');

  const host = (): EngineHost => {
    const started = useBackend('cpu').then(async () => {
      engine = await toyEngine(methodById('vanilla-gradient'), { methodById });
    });
    const fake = fakeHost();
    const api: EngineApi = {
      ...fake.api,
      async start(wish, onMeasuring) {
        await started;
        return fake.api.start(wish, onMeasuring);
      },
      load: (_, { source, id }) =>
        reply(async () => {
          if (!('files' in source)) return info();
          const { network, hash } = await readModelFiles(source.files, {});
          return engine.load(network, hash, { id });
        }),
      tune: (_, request, onProgress) => reply(() => engine.tune(request, onProgress, neverAborted())),
      classify: (network, image) => reply(() => engine.classify(network, image)),
      run: (id, request, sink, keep) =>
        engine.run(
          id,
          request,
          async (frame, order) => {
            if (messages.frameDelay > 0) await later(messages.frameDelay);
            await sink(frame, order);
          },
          keep,
        ),
      command: async (id, command) => engine.command(id, command),
      memory: () => reply(() => engine.memory()),
    };
    return { ...fake, api };
  };

  const lab = createLabClient({
    createWorkerHost: host,
    createInlineHost: async () => host(),
    pageHasGpu: () => false,
    memory: { read: () => [], write: () => undefined },
    now: () => performance.now(),
    base: 'http://lab.test/',
    fetchOffered: async () => [{ id: 'tiny', title: 'Tiny', classes: 10, bundled: true }],
    fetchZoo: async () => [],
    openKept: async () => null,
    room: async () => ({ used: 0, quota: 0 }),
    persist: async () => false,
    today: () => 0,
    checkpoints,
    onHidden: (listener) => void (messages.hide = listener),
  });
  return { lab, messages, info, engine: () => engine };
}

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
