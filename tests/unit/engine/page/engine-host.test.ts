import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import * as Comlink from 'comlink';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineApi } from '../../../../src/engine/protocol/engine-api';
import { createWorkerHost } from '../../../../src/engine/page/engine-host';
import { fakeHost } from '../../../../testing/fake-host';
import { toyImage, toyRequest } from '../../../../testing/toy-engine';

let ports: MessagePort[] = [];

/** Puts an engine behind the next worker, on a real message channel. */
function behindWorker(engine: EngineApi): void {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  Comlink.expose({ ...engine, lifeLock: () => null }, port2);
  vi.stubGlobal(
    'Worker',
    vi.fn(function () {
      return Object.assign(port1, { terminate: () => undefined });
    }),
  );
}

beforeEach(() => {
  ports = [];
});
afterEach(() => {
  for (const port of ports) port.close();
  vi.unstubAllGlobals();
});

it('hands a picture over and leaves the page its own, to ask again with', async () => {
  const fake = fakeHost();
  const seen: PixelImage[] = [];
  behindWorker({
    ...fake.api,
    async classify(_, image) {
      seen.push(image);
      return { kind: 'aborted' };
    },
  });
  const { api } = createWorkerHost();
  const image = toyImage();
  const before = image.data.slice();
  await api.classify('a', image);
  await api.classify('a', image);
  expect(image.data).toEqual(before);
  expect(seen.map(({ data }) => data)).toEqual([before, before]);
});

it('passes commands on to the run they name, and frames back', async () => {
  const fake = fakeHost();
  behindWorker(fake.api);
  const { api } = createWorkerHost();
  const shown: number[] = [];
  const outcome = api.run(7, toyRequest(), async ({ step }) => void shown.push(step));
  await vi.waitFor(() => expect(fake.runs.has(7)).toBe(true));
  await fake.runs.get(7)?.sink({ step: 3, steps: 9, width: 1, height: 1, scalars: {} });
  await api.command(7, { type: 'pause' });
  await api.command(7, { type: 'cancel' });
  expect(await outcome).toEqual({ kind: 'cancelled' });
  expect(shown).toEqual([3]);
  expect(fake.calls.slice(-2)).toEqual(['pause 7', 'cancel 7']);
});
