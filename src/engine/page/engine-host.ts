import * as Comlink from 'comlink';
import { LabError } from '../../core/records/lab-error';
import type { EngineApi } from '../protocol/engine-api';
import { watchLifeLock } from '../protocol/worker-life';
import { phrase } from '../../words/say';

/** One life of the engine: its api, and how to end it. */
export interface EngineHost {
  readonly kind: 'worker' | 'inline';
  readonly api: EngineApi;
  /** Rejects with a LabError when the host dies by itself, with or without a word; otherwise never settles. */
  readonly died: Promise<never>;
  terminate(): void;
}

/** The engine in a module worker of its own. Throws where the browser has none. */
export function createWorkerHost(): EngineHost {
  const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), {
    type: 'module',
    name: 'lucarne-engine',
  });
  let endedWith: (detail: string) => void = () => undefined;
  const died = new Promise<never>((_, reject) => {
    endedWith = (detail) =>
      reject(
        new LabError(
          'engine-stopped',
          detail === ''
            ? phrase('The engine’s worker stopped.')
            : phrase('The engine’s worker stopped ({detail}).', { detail }),
          phrase('It starts again by itself; run once more.'),
        ),
      );
    const fail = (event: Event): void => endedWith(event instanceof ErrorEvent ? event.message : '');
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
  });
  died.catch(() => undefined);
  const remote = Comlink.wrap<EngineApi & { lifeLock(): Promise<string | null> }>(worker);
  const {
    abortLoad,
    abortTuning,
    outline,
    measure,
    classify,
    readings,
    thumbnails,
    command,
    memory,
    ping,
    whenLost,
  } = remote;
  // Pictures are copied, not moved: a question outlives an engine that is replaced, and is asked again with its picture.
  const api: EngineApi = {
    start: (wish, onMeasuring) => remote.start(wish, Comlink.proxy(onMeasuring)),
    backend: (wish, onMeasuring) => remote.backend(wish, Comlink.proxy(onMeasuring)),
    load: (key, order, onProgress) => remote.load(key, order, Comlink.proxy(onProgress)),
    tune: (key, request, onProgress) => remote.tune(key, request, Comlink.proxy(onProgress)),
    run: (id, request, sink, keep) =>
      remote.run(id, request, Comlink.proxy(sink), ...(keep ? [Comlink.proxy(keep)] : [])),
    abortLoad,
    abortTuning,
    outline,
    measure,
    classify,
    readings,
    thumbnails,
    command,
    memory,
    ping,
    whenLost,
  };
  const terminated = new AbortController();
  void remote.lifeLock().then((name) => {
    if (name !== null) watchLifeLock(name, terminated.signal, () => endedWith(''));
  });
  return {
    kind: 'worker',
    api,
    died,
    terminate() {
      terminated.abort();
      worker.terminate();
    },
  };
}

/** The engine on the page's own thread, for browsers whose workers cannot hold it; loaded only then. */
export async function createInlineHost(): Promise<EngineHost> {
  // eslint-disable-next-line house/floors -- the engine's own door on this thread, opened by nothing else
  const { createEngineService } = await import('../worker/engine-service').catch((cause: unknown) => {
    throw new LabError(
      'download-failed',
      phrase(
        'The engine could not be fetched: the page’s server is out of reach, or has a newer version of the page.',
      ),
      phrase('Try again once the network is back, or reload the page.'),
      { cause },
    );
  });
  const { api, close } = createEngineService();
  return { kind: 'inline', api, died: new Promise(() => undefined), terminate: close };
}
