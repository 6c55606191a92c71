import { expect, it, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { createPage } from '../../../src/create-page';
import { lab } from '../../../src/page/lab';
import { followLate } from '../../../src/page/late-parts';
import { networkStore } from '../../../src/page/network/network-store';
import { settingsFromHash } from '../../../src/page/settings/settings-hash';
import { set, settingsStore } from '../../../src/page/settings/settings-store';
import { believe } from '../../../src/features/believe';
import { limits } from '../../../src/features/limits';
import { createToyBrowser } from '../../../testing/toy-browser';
import { partLab } from '../../../testing/part-lab';

/** What of the browser was used while modules were imported; it is guarded before the first of them is. */
const doors = vi.hoisted(() => {
  const opened: string[] = [];
  for (const door of ['Worker', 'SharedWorker', 'fetch', 'addEventListener', 'indexedDB', 'localStorage']) {
    const open = (): never => {
      opened.push(door);
      throw new Error(`${door} on import`);
    };
    vi.stubGlobal(door, new Proxy(open, { get: open, construct: open }));
  }
  return { opened };
});
/** Subscriptions to every store of the page that are there now. */
const subscriptions = vi.hoisted(() => ({ now: 0 }));
vi.mock('zustand/vanilla', async (original) => {
  const { createStore } = await original<{ createStore: (make: () => object) => StoreApi<object> }>();
  return {
    createStore(make: () => object) {
      const store = createStore(make);
      const { subscribe } = store;
      store.subscribe = (listener) => {
        subscriptions.now += 1;
        const stop = subscribe(listener);
        return () => {
          subscriptions.now -= 1;
          stop();
        };
      };
      return store;
    },
  };
});
const listens = { status: 0, networks: 0, checkpoints: 0 };
const listening = (kind: keyof typeof listens) => () => {
  listens[kind] += 1;
  return () => (listens[kind] -= 1);
};
const toyLab = partLab({
  onStatus: listening('status'),
  onNetworks: listening('networks'),
  checkpoints: { onChange: listening('checkpoints'), list: async () => [] },
});
const fails = (thrown: unknown): never => {
  throw thrown;
};

it('nothing of the page runs on import: no worker, request, storage, listener or subscription', async () => {
  await import('../../../src/shell/App');
  await import('../../../src/engine/page/client');
  for (const name of ['compare', 'believe', 'limits', 'locate'])
    await import(`../../../src/features/${name}/late.ts`);
  vi.unstubAllGlobals();
  expect(doors.opened).toEqual([]);
  expect(subscriptions.now).toBe(0);
  expect(() => lab()).toThrow(/createPage/);
});

it('a page takes its settings from the address, keeps the two the same, and once stopped leaves everything alone', () => {
  const browser = createToyBrowser('#saliencyView=checks&checks.deviation=16&seed=7');
  const page = createPage(toyLab, [believe, limits], fails);
  expect(lab()).toBe(toyLab);
  expect(settingsStore.getState()).toMatchObject({
    saliencyView: 'believe',
    seed: 7,
    params: { believe: { deviation: 16 } },
  });
  expect(listens).toEqual({ status: 1, networks: 1, checkpoints: 1 });

  // A view is a place of its own, written at once.
  set({ saliencyView: 'limits' });
  expect(settingsFromHash(browser.hash())).toMatchObject({ saliencyView: 'limits', seed: 7 });
  browser.visit('#seed=9');
  expect(settingsStore.getState()).toMatchObject({ saliencyView: 'map', seed: 9 });

  // What comes later follows the page too, and ends with it.
  const late = { running: 0 };
  const follow = (): (() => void) => {
    late.running += 1;
    return () => (late.running -= 1);
  };
  followLate(follow);
  followLate(follow);
  expect(late.running).toBe(1);

  expect(subscriptions.now).toBeGreaterThan(0);
  page.stop();
  expect({ ...listens, ...late, of: subscriptions.now, events: browser.listeners() }).toEqual({
    status: 0,
    networks: 0,
    checkpoints: 0,
    running: 0,
    of: 0,
    events: 0,
  });
  expect(() => lab()).toThrow(/createPage/);
  const before = browser.hash();
  set({ exercise: 'fooling' });
  networkStore.setState({ rows: [] });
  expect(browser.hash()).toBe(before);
});

it('a page after another begins anew, with the parts that came late', () => {
  createToyBrowser('#exercise=fooling');
  let running = 0;
  followLate(() => {
    running += 1;
    return () => (running -= 1);
  });
  expect(running).toBe(0);
  const page = createPage(toyLab, [], fails);
  expect(running).toBe(1);
  expect(settingsStore.getState().exercise).toBe('fooling');
  page.stop();
  expect(running).toBe(0);
});
