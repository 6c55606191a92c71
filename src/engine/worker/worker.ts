import * as Comlink from 'comlink';
import type { EngineApi } from '../protocol/engine-api';
import { createEngineService } from './engine-service';
import { standingBuffers, transferablesOf } from './run/frame-transfer';
import { holdLifeLock } from '../protocol/worker-life';

type Release = { [Comlink.releaseProxy]?(): void };
const release = (callback: object): void => (callback as Release)[Comlink.releaseProxy]?.();

const { api: service } = createEngineService();

const lifeLock = holdLifeLock('lucarne-engine');

/** The engine over Comlink: frames are transferred, and the page's callbacks are let go after use. */
const api: EngineApi & { lifeLock(): Promise<string | null> } = {
  ...service,
  lifeLock: () => lifeLock,
  async start(wish, onMeasuring) {
    return service.start(wish, onMeasuring).finally(() => release(onMeasuring));
  },
  async backend(wish, onMeasuring) {
    return service.backend(wish, onMeasuring).finally(() => release(onMeasuring));
  },
  async load(key, order, onProgress) {
    return service.load(key, order, onProgress).finally(() => release(onProgress));
  },
  async run(id, request, sink, keep) {
    const tell: typeof keep =
      keep && ((standing) => keep(Comlink.transfer(standing, standingBuffers(standing))));
    const send: typeof sink = (frame, order) => sink(Comlink.transfer(frame, transferablesOf(frame)), order);
    const outcome = await service.run(id, request, send, tell).finally(() => {
      release(sink);
      if (keep) release(keep);
    });
    if (outcome.kind !== 'done' && outcome.kind !== 'stopped') return outcome;
    return Comlink.transfer(outcome, transferablesOf(outcome.result));
  },
};

Comlink.expose(api);
