import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { LabError } from '../../../../src/core/records/lab-error';
import { isSamePreprocessing, PREPROCESSINGS } from '../../../../src/core/records/preprocessings';
import type { KeptEntry, KeptNetworks } from '../../../../src/networks/storage/kept-networks';
import { exchangedIf } from '../../../../src/page/network/inverted';
import { neverAborted } from '../../../../src/core/records/abort';
import { ORDER_DEADLINES } from '../../../../src/engine/page/cancel-deadline';
import type { EngineApi, EngineOrders } from '../../../../src/engine/protocol/engine-api';
import { BEAT_MS, SILENT_BEATS } from '../../../../src/engine/page/heartbeat';
import type { LabClient } from '../../../../src/engine/page/lab-client';
import { createLife } from '../../../../src/engine/page/living-engine';
import { modelUrl } from '../../../../src/engine/page/network-rows';
import { createChoiceMemory } from '../../../../src/engine/page/choice-memory';
import type { Reply } from '../../../../src/engine/protocol/thread-reply';
import { fakeClient, fakeHost, RESULT, type FakeHost } from '../../../../testing/fake-host';
import { toyRequest, until } from '../../../../testing/toy-engine';

afterEach(() => vi.useRealTimers());
vi.stubGlobal('navigator', { userAgent: 'a browser' });

const frame = (step: number): Frame => ({ step, steps: 9, width: 1, height: 1, scalars: {} });
const kinds = (statuses: readonly { kind: string }[]): string[] => statuses.map(({ kind }) => kind);
const loss = new LabError('context-lost', 'Gone.', 'Again.');
const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const lastOf = (hosts: readonly FakeHost[]): FakeHost => hosts.at(-1)!;

describe('starting', () => {
  it('lists networks, chooses a backend and remembers the choice', async () => {
    const { client, statuses, remembered } = fakeClient();
    await client.ready;
    expect(kinds(statuses)).toEqual(['starting', 'ready']);
    expect(remembered).toEqual(['wasm']);
    expect(client.networks()).toEqual([
      { id: 'a', title: 'A', classes: 16, bundled: true, bytes: 9, loaded: false, origin: 'served' },
      { id: 'slow', title: 'Slow', classes: 1000, bundled: false, loaded: false, origin: 'served' },
    ]);
    expect((await client.backend()).id).toBe('wasm');
  });

  it('falls back to the page’s own thread where there are no module workers', async () => {
    const { client, hosts } = fakeClient({
      createWorkerHost: () => {
        throw new Error('no module workers');
      },
    });
    await client.ready;
    expect(hosts.map(({ kind }) => kind)).toEqual(['inline']);
  });

  it('falls back to it where the worker’s script does not run', async () => {
    const dead = fakeHost();
    dead.api.start = () => new Promise(() => undefined);
    dead.die(new LabError('engine-stopped', 'No.', 'Other.'));
    const { client, hosts } = fakeClient({ createWorkerHost: () => dead });
    await client.ready;
    expect(dead.terminated).toBe(true);
    expect(hosts.map(({ kind }) => kind)).toEqual(['inline']);
  });

  it.each([
    [true, ['worker', 'inline']],
    [false, ['worker']],
  ])('moves to the page when only it has WebGL: %s', async (pageHasGpu, lives) => {
    const blind = fakeHost();
    const start = blind.api.start.bind(blind.api);
    blind.api.start = async (wish, onMeasuring) => {
      const answer = await start(wish, onMeasuring);
      return answer.kind === 'ok' ? { ...answer, value: { ...answer.value, webglMissing: true } } : answer;
    };
    const { client, hosts } = fakeClient({ createWorkerHost: () => blind, pageHasGpu: () => pageHasGpu });
    await client.ready;
    expect([blind, ...hosts].map(({ kind }) => kind)).toEqual(lives);
  });

  it('says so where nothing starts, and tries again when asked for a backend', async () => {
    let broken = true;
    const failing = (): FakeHost => {
      const host = fakeHost('inline');
      if (broken) {
        const error = new LabError('backend-unavailable', 'None.', 'Update.').toData();
        host.api.start = async () => ({ kind: 'error', error });
      }
      return host;
    };
    const { client, statuses } = fakeClient({
      createWorkerHost: failing,
      createInlineHost: async () => failing(),
    });
    await expect(client.ready).rejects.toMatchObject({ code: 'backend-unavailable' });
    expect(kinds(statuses)).toEqual(['starting', 'failed']);
    broken = false;
    expect((await client.backend('wasm')).id).toBe('wasm');
  });

  it('is in a worker again after a start at which neither the worker nor the page’s own engine could be fetched', async () => {
    let away = true;
    const made: string[] = [];
    const { client } = fakeClient({
      createWorkerHost() {
        made.push('worker');
        const host = fakeHost('worker');
        if (away) {
          host.api.start = () => new Promise(() => undefined);
          host.die(new LabError('engine-stopped', 'Not fetched.', 'Try again.'));
        }
        return host;
      },
      createInlineHost: () => Promise.reject(new LabError('download-failed', 'Away.', 'Try again.')),
    });
    await expect(client.ready).rejects.toMatchObject({ code: 'download-failed' });
    away = false;
    expect((await client.backend('auto')).id).toBe('wasm');
    expect(made).toEqual(['worker', 'worker']);
  });
});

describe('loading', () => {
  it('resolves addresses against the page, reports progress, and loads once', async () => {
    const { client, hosts, statuses } = fakeClient();
    const progress: unknown[] = [];
    const info = await client.load({ id: 'a' }, { onProgress: (step) => progress.push(step) });
    expect(await client.load({ id: 'a' })).toBe(info);
    expect(hosts[0]!.calls.filter((call) => call.startsWith('load'))).toEqual([
      'load a http://lab.test/page/models/a/model.json',
    ]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(progress).toEqual([{ stage: 'download', fraction: 0.5 }]);
    expect(kinds(statuses)).toEqual(['starting', 'ready', 'loading', 'ready']);
    expect(client.networks()[0]!.loaded).toBe(true);
  });

  it('lists a network of one’s own', async () => {
    const { client } = fakeClient();
    await client.load({ files: [] });
    expect(client.networks().at(-1)).toEqual({
      id: 'own',
      title: 'OWN',
      classes: 1,
      bundled: false,
      loaded: true,
      origin: 'own',
    });
  });

  it('gives a network of one’s own a title that no other has, and another where it is asked', async () => {
    const { client, hosts } = fakeClient();
    const titles = (): string[] => client.networks().map(({ title }) => title);
    const first = await client.load({ files: [], title: 'A' });
    expect(first.title).toBe('A (2)');
    await client.load({ files: [], as: 'other', title: 'A' });
    expect(titles()).toEqual(['A', 'Slow', 'A (2)', 'A (3)']);
    expect((await client.rename('own', ' Beetles ')).title).toBe('Beetles');
    expect(titles()).toContain('Beetles');
    await client.reinterpret('own', { preprocessing: 'tf' });
    expect(titles()).toContain('Beetles');
    expect(lastOf(hosts).orders.at(-1)).toMatchObject({ title: 'Beetles', preprocessing: 'tf' });
    for (const taken of ['Slow', '  '])
      await expect(client.rename('own', taken)).rejects.toMatchObject({ code: 'bad-parameter' });
    await expect(client.rename('nobody', 'B')).rejects.toMatchObject({ code: 'network-unknown' });
    // The same file once more is the same network, called as it was.
    await client.load({ files: [] });
    expect(titles().filter((title) => title === 'Beetles')).toHaveLength(1);
  });

  it('remembers over a reload how a kept network of one’s own is read, also with light and dark exchanged', async () => {
    const entry: KeptEntry = {
      schema: 1,
      id: 'digits',
      title: 'Digits',
      classes: 1,
      keptAt: 0,
      bytes: 9,
      files: ['digits.onnx'],
      reading: {},
    };
    let entries: readonly KeptEntry[] = [entry];
    const store: Pick<KeptNetworks, 'list' | 'amend'> = {
      list: async () => entries,
      amend: async (said) => void (entries = [JSON.parse(JSON.stringify(said)) as KeptEntry]),
    };
    const visit = () => fakeClient({ openKept: async () => store as KeptNetworks });
    const exchanged = exchangedIf(true, PREPROCESSINGS.mnist);
    const before = visit();
    await before.client.load({ id: 'digits' });
    await before.client.reinterpret('digits', { preprocessing: exchanged });
    const after = visit();
    await after.client.ready;
    const info = await after.client.load({ id: 'digits' });
    expect(lastOf(after.hosts).orders.at(-1)).toMatchObject({
      source: { kept: 'digits' },
      preprocessing: exchanged,
    });
    expect(isSamePreprocessing(info.preprocessing, exchanged)).toBe(true);
  });

  it('rejects an id that is not known', async () => {
    await expect(fakeClient().client.load({ id: 'nobody' })).rejects.toMatchObject({
      code: 'network-unknown',
    });
  });

  it('is aborted at once, and the engine is told', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    const controller = new AbortController();
    const load = client.load({ id: 'slow' }, { signal: controller.signal });
    await until(() => hosts[0]!.calls.some((call) => call.startsWith('load slow')));
    controller.abort();
    await expect(load).rejects.toMatchObject({ name: 'AbortError' });
    expect(hosts[0]!.calls).toContain('abort 1');
    await expect(client.load({ id: 'a' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('a load that goes on after it was cancelled', () => {
  const stuckLoad = async () => {
    const all = fakeClient();
    await all.client.load({ id: 'a' });
    const controller = new AbortController();
    const load = all.client.load({ id: 'slow' }, { signal: controller.signal });
    await until(() => all.hosts[0]!.calls.some((call) => call.startsWith('load slow')));
    return { ...all, controller, load };
  };

  it('has its engine replaced at the deadline, and what others asked is asked of the next', async () => {
    const { client, hosts, controller, load, statuses } = await stuckLoad();
    // Behind the load, in the same busy worker.
    let asked = 0;
    hosts[0]!.api.memory = () =>
      new Promise(() => {
        asked += 1;
      });
    vi.useFakeTimers();
    controller.abort();
    const memory = client.memory();
    await expect(load).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(ORDER_DEADLINES.load - 1);
    expect([asked, hosts[0]!.terminated]).toEqual([1, false]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(hosts[0]!.terminated).toBe(true);
    expect(await memory).toMatchObject({ tensors: 1 });
    expect(kinds(statuses)).toContain('restarting');
    expect(lastOf(hosts).calls).toEqual([
      'start auto losses 0 remembered none',
      'load a http://lab.test/page/models/a/model.json',
    ]);
  });

  it('is replaced too where its own progress was what cancelled it, told while the order was given', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    const controller = new AbortController();
    // An engine on the page's own thread tells of a file before it gives the thread back.
    hosts[0]!.api.load = (_, __, onProgress) => {
      onProgress({ stage: 'parse', fraction: null });
      return new Promise(() => undefined);
    };
    vi.useFakeTimers();
    const onProgress = (): void => controller.abort();
    const load = client.load({ id: 'a' }, { signal: controller.signal, onProgress });
    await expect(load).rejects.toMatchObject({ name: 'AbortError' });
    expect(hosts[0]!.calls).toContain('abort 1');
    const next = client.load({ id: 'a' });
    await vi.advanceTimersByTimeAsync(ORDER_DEADLINES.load);
    vi.useRealTimers();
    expect(hosts[0]!.terminated).toBe(true);
    expect((await next).id).toBe('a');
  });

  it('is left alone where it ends in time', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    let end: (reply: { kind: 'aborted' }) => void = () => undefined;
    hosts[0]!.api.load = () => new Promise((resolve) => (end = resolve));
    const controller = new AbortController();
    const load = client.load({ id: 'a' }, { signal: controller.signal });
    load.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    vi.useFakeTimers();
    controller.abort();
    await vi.advanceTimersByTimeAsync(ORDER_DEADLINES.load / 2);
    end({ kind: 'aborted' });
    await vi.advanceTimersByTimeAsync(ORDER_DEADLINES.load);
    expect(hosts[0]!.terminated).toBe(false);
    await expect(load).rejects.toMatchObject({ name: 'AbortError' });
  });
});

type GivenUp = [keyof EngineOrders, (client: LabClient, signal: AbortSignal) => Promise<unknown>];
const GIVEN_UP: GivenUp[] = [
  ['classify', (client, signal) => client.classify('a', toyRequest().image!, signal)],
  ['memory', (client, signal) => client.memory({ signal })],
  ['backend', (client, signal) => client.backend('cpu', { signal })],
  ['outline', (client, signal) => client.measure('a', { signal })],
];

describe.each(GIVEN_UP)('an order to %s that nobody waits for any more', (name, give) => {
  const givenUp = async () => {
    const all = fakeClient();
    await all.client.load({ id: 'a' });
    const host = all.hosts[0]!;
    const answers: ((answer: Reply<never>) => void)[] = [];
    const hold = () => new Promise<Reply<never>>((resolve) => answers.push(resolve));
    Object.assign(host.api, { [name]: hold });
    const controller = new AbortController();
    const order = give(all.client, controller.signal);
    order.catch(() => undefined);
    await until(() => answers.length > 0);
    vi.useFakeTimers();
    return { ...all, host, hold, answers, order, giveUp: () => controller.abort() };
  };
  const deadline = ORDER_DEADLINES[name];

  it('rejects at once, and at its deadline an engine that has not answered is replaced, networks and all', async () => {
    const { client, hosts, host, hold, order, giveUp, statuses } = await givenUp();
    // Stands behind it, in the same engine.
    host.api.memory = hold;
    const behind = client.memory();
    await vi.advanceTimersByTimeAsync(1);
    giveUp();
    await expect(order).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(deadline - 1);
    expect(host.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(host.terminated).toBe(true);
    expect(await behind).toMatchObject({ tensors: 1 });
    expect(hosts).toHaveLength(2);
    expect(lastOf(hosts).calls.slice(0, 2)).toEqual([
      'start auto losses 0 remembered none',
      'load a http://lab.test/page/models/a/model.json',
    ]);
    expect(kinds(statuses)).toContain('restarting');
    expect(kinds(statuses).at(-1)).toBe('ready');
  });

  it('leaves an engine alone that answers in time', async () => {
    const { host, answers, order, giveUp } = await givenUp();
    giveUp();
    await expect(order).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(deadline - 1);
    for (const answer of answers) answer({ kind: 'aborted' });
    await vi.advanceTimersByTimeAsync(10 * deadline);
    expect(host.terminated).toBe(false);
  });

  it('is left to compute where nobody gives it up, however long it takes', async () => {
    const { host } = await givenUp();
    await vi.advanceTimersByTimeAsync(60 * deadline);
    expect(host.terminated).toBe(false);
  });
});

it('gives no order without what ends it', async () => {
  const { client, hosts } = fakeClient();
  await client.ready;
  const life = createLife(hosts[0]!.api, new Promise<never>(() => undefined), () => undefined);
  // @ts-expect-error A question must come with a signal.
  const ask = (): Promise<unknown> => client.classify('a', toyRequest().image!);
  const memory = (api: EngineApi) => api.memory();
  // @ts-expect-error An order is given under its own name, whose deadline it has.
  const order = (): unknown => life.order('classify', memory);
  // @ts-expect-error And in no other way.
  const past = (): unknown => life.api;
  expect([ask, order, past].map((written) => typeof written)).toEqual(['function', 'function', 'function']);
  for (const milliseconds of Object.values(ORDER_DEADLINES)) {
    expect(milliseconds).toBeGreaterThanOrEqual(1000);
    expect(milliseconds).toBeLessThan(BEAT_MS * SILENT_BEATS);
  }
});

describe('a heavy network', () => {
  it('is loaded once it is wanted all the same, and again so after a restart', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    const load = hosts[0]!.api.load.bind(hosts[0]!.api);
    const heavy = new LabError('network-heavy', 'Heavy.', 'All the same?').toData();
    hosts[0]!.api.load = async (key, order, onProgress) =>
      order.heavy ? load(key, order, onProgress) : { kind: 'error', error: heavy };
    await expect(client.load({ id: 'a' })).rejects.toMatchObject({ code: 'network-heavy' });
    expect((await client.load({ id: 'a', heavy: true })).id).toBe('a');
    hosts[0]!.lose(loss.toData());
    await until(() => hosts.length === 2 && lastOf(hosts).orders.length > 0);
    expect(lastOf(hosts).orders[0]).toMatchObject({ id: 'a', heavy: true });
  });
});

describe('a run', () => {
  const start = async () => {
    const all = fakeClient();
    await all.client.ready;
    const frames: number[] = [];
    const handle = all.client.run(toyRequest(), ({ step }) => frames.push(step));
    await until(() => all.hosts[0]!.runs.has(handle.id));
    return { ...all, handle, frames, host: all.hosts[0]! };
  };

  it('shows frames, then settles; frames after that are dropped', async () => {
    const { handle, frames, host } = await start();
    const run = host.runs.get(handle.id)!;
    await run.sink(frame(1));
    run.end({ kind: 'done', result: RESULT });
    expect(await handle.outcome).toEqual({ kind: 'done', result: RESULT });
    await run.sink(frame(2));
    expect(frames).toEqual([1]);
  });

  it('is shown its last frame by the outcome where that overtakes the message, and only once', async () => {
    const { handle, frames, host } = await start();
    const run = host.runs.get(handle.id)!;
    await run.sink(frame(1), 1);
    run.end({ kind: 'done', result: RESULT, last: { frame: frame(9), order: 4 } });
    expect((await handle.outcome).kind).toBe('done');
    expect(frames).toEqual([1, 9]);
    await run.sink(frame(9), 4);
    expect(frames).toEqual([1, 9]);
  });

  it('is not shown again what it has been shown', async () => {
    const { handle, frames, host } = await start();
    const run = host.runs.get(handle.id)!;
    await run.sink(frame(9), 4);
    run.end({ kind: 'done', result: RESULT, last: { frame: frame(9), order: 4 } });
    await handle.outcome;
    expect(frames).toEqual([9]);
  });

  it('passes on what was said before it began', async () => {
    const { client, hosts } = fakeClient();
    const handle = client.run(toyRequest());
    handle.send({ type: 'pause' });
    await until(() => (hosts[0]?.calls ?? []).includes(`pause ${handle.id}`));
  });

  it('cancelled before it began never begins', async () => {
    const { client, hosts } = fakeClient();
    const handle = client.run(toyRequest());
    handle.send({ type: 'cancel' });
    expect(await handle.outcome).toEqual({ kind: 'cancelled' });
    await client.ready;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(hosts[0]!.runs.size).toBe(0);
  });

  it('gives way to the next, whose engine call waits for its end', async () => {
    const { client, host, handle, frames } = await start();
    host.answersCancel = false;
    const second = client.run(toyRequest({ method: 'next' }));
    await host.runs.get(handle.id)!.sink(frame(5));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(frames).toEqual([]);
    expect(host.runs.has(second.id)).toBe(false);
    host.runs.get(handle.id)!.end({ kind: 'cancelled' });
    await until(() => host.runs.has(second.id));
    expect(await handle.outcome).toEqual({ kind: 'cancelled' });
  });

  it('that ignores a cancel has its engine replaced at the deadline, networks and all', async () => {
    const { client, hosts, host, handle, statuses } = await start();
    await client.load({ id: 'a' });
    host.answersCancel = false;
    vi.useFakeTimers();
    handle.send({ type: 'cancel' });
    await vi.advanceTimersByTimeAsync(ORDER_DEADLINES.run - 1);
    expect(host.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await handle.outcome).toEqual({ kind: 'cancelled' });
    vi.useRealTimers();
    expect(host.terminated).toBe(true);
    await until(() => kinds(statuses).at(-1) === 'ready' && hosts.length === 2);
    expect(kinds(statuses)).toContain('restarting');
    expect(lastOf(hosts).calls).toEqual([
      'start auto losses 0 remembered none',
      'load a http://lab.test/page/models/a/model.json',
    ]);
  });

  it('fails with context-lost when the GPU goes, and the app goes on', async () => {
    const { client, hosts, host, handle, statuses } = await start();
    host.lose(loss.toData());
    expect(await handle.outcome).toEqual({ kind: 'failed', error: loss.toData() });
    await until(() => kinds(statuses).at(-1) === 'ready' && hosts.length === 2);
    const next = client.run(toyRequest());
    await until(() => lastOf(hosts).runs.has(next.id));
    lastOf(hosts).runs.get(next.id)!.end({ kind: 'done', result: RESULT });
    expect((await next.outcome).kind).toBe('done');
    expect(lastOf(hosts).calls[0]).toBe('start auto losses 1 remembered none');
  });

  it('fails when the worker crashes, and so does a question under way', async () => {
    const { client, hosts, host, handle } = await start();
    const question = client.classify('a', toyRequest().image!, neverAborted());
    host.die(new LabError('engine-stopped', 'Crashed.', 'Again.'));
    expect(await handle.outcome).toMatchObject({ kind: 'failed', error: { code: 'engine-stopped' } });
    await expect(question).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(await client.memory()).toMatchObject({ tensors: 1 });
    expect(hosts).toHaveLength(2);
  });
});

describe('a worker that is not heard of', () => {
  const silence = async () => {
    const all = fakeClient();
    await all.client.load({ id: 'a' });
    let answer: () => void = () => undefined;
    vi.useFakeTimers();
    all.hosts[0]!.api.ping = () => new Promise((resolve) => (answer = resolve));
    return { ...all, answer: () => answer() };
  };
  // The heartbeat of a client made before the timers are fake beats in real time: these are made anew by a restart.
  const started = async () => {
    const all = await silence();
    all.client.restart();
    await vi.advanceTimersByTimeAsync(1);
    const host = lastOf(all.hosts);
    let answer: () => void = () => undefined;
    host.api.ping = () => new Promise((resolve) => (answer = resolve));
    return { ...all, host, answer: () => answer() };
  };

  it('is said to be silent after a while, is never ended for it, and is ready once it answers', async () => {
    const { host, hosts, statuses, answer } = await started();
    await vi.advanceTimersByTimeAsync(BEAT_MS * SILENT_BEATS);
    expect(kinds(statuses).at(-1)).toBe('ready');
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    expect(statuses.at(-1)).toEqual({ kind: 'silent', seconds: 20 });
    await vi.advanceTimersByTimeAsync(600_000);
    expect([host.terminated, hosts.length]).toEqual([false, 2]);
    answer();
    await vi.advanceTimersByTimeAsync(1);
    expect(kinds(statuses).at(-1)).toBe('ready');
  });

  it('is started again where the person wants that: the run is over, networks are loaded again', async () => {
    const { client, host, hosts, statuses } = await started();
    const run = client.run(toyRequest());
    await vi.advanceTimersByTimeAsync(BEAT_MS * (SILENT_BEATS + 1));
    client.restart();
    expect(await run.outcome).toMatchObject({ kind: 'failed', error: { code: 'engine-stopped' } });
    await vi.advanceTimersByTimeAsync(1);
    expect(host.terminated).toBe(true);
    expect(kinds(statuses).slice(-2)).toEqual(['restarting', 'ready']);
    expect(lastOf(hosts).calls.some((call) => call.startsWith('load a'))).toBe(true);
    expect(hosts).toHaveLength(3);
  });
});

describe('an engine that cannot be started again', () => {
  it('is tried again by the next question, and is there once it can be', async () => {
    let within = true;
    const hosts: FakeHost[] = [];
    const add = (kind: 'worker' | 'inline'): FakeHost => {
      if (!within) throw new LabError('engine-stopped', 'It cannot be fetched.', 'Try again.');
      hosts.push(fakeHost(kind));
      return lastOf(hosts);
    };
    const { client, statuses } = fakeClient({
      createWorkerHost: () => add('worker'),
      createInlineHost: async () => add('inline'),
    });
    await client.ready;
    within = false;
    hosts[0]!.lose(loss.toData());
    await until(() => kinds(statuses).at(-1) === 'failed');
    await expect(client.memory()).rejects.toMatchObject({ code: 'engine-stopped' });
    within = true;
    expect(await client.memory()).toBeDefined();
    expect(kinds(statuses).at(-1)).toBe('ready');
  });
});

describe('switching backends', () => {
  it('keeps the one in use where the other cannot be had', async () => {
    const { client, statuses } = fakeClient();
    await client.ready;
    await expect(client.backend('webgl')).rejects.toMatchObject({ code: 'webgl-unavailable' });
    expect((await client.backend()).id).toBe('wasm');
    expect(statuses.at(-1)).toMatchObject({ kind: 'ready', backend: { id: 'wasm' } });
  });

  it('starts the next life on the one that was asked for', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    await client.backend('cpu');
    hosts[0]!.lose(loss.toData());
    await until(() => hosts.length === 2);
    expect(lastOf(hosts).calls[0]).toMatch(/^start cpu /);
  });

  it('goes back to the one in use where the person thinks better of it', async () => {
    const { client, hosts, statuses } = fakeClient();
    await client.ready;
    const { api, calls } = hosts[0]!;
    const change = api.backend.bind(api);
    // Does what it was asked, although nobody waits for it any more.
    api.backend = async (...order) => later(20).then(() => change(...order));
    const controller = new AbortController();
    const regretted = client.backend('cpu', { signal: controller.signal });
    await later(5);
    controller.abort();
    await expect(regretted).rejects.toMatchObject({ name: 'AbortError' });
    await until(() => calls.includes('backend auto'));
    expect(calls.slice(-2)).toEqual(['backend cpu', 'backend auto']);
    await until(() => kinds(statuses).at(-1) === 'ready');
    expect((await client.backend()).id).toBe('wasm');
  });

  it('goes on to another where that is wanted instead, also where the first one never answers', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    const asked: string[] = [];
    hosts[0]!.api.backend = (wish) => new Promise(() => asked.push(wish.id));
    const controller = new AbortController();
    const regretted = client.backend('webgpu', { signal: controller.signal });
    await until(() => asked.length === 1);
    vi.useFakeTimers();
    controller.abort();
    const wanted = client.backend('cpu');
    await expect(regretted).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(ORDER_DEADLINES.backend);
    vi.useRealTimers();
    expect((await wanted).id).toBe('cpu');
    expect(asked).toEqual(['webgpu', 'cpu']);
    expect(lastOf(hosts).calls).toEqual(['start auto losses 0 remembered none', 'backend cpu']);
  });
});

describe('what Auto remembers', () => {
  const storage = (content: string | null): Storage =>
    ({
      getItem: () => content,
      setItem: (_: string, value: string) => void (content = value),
    }) as unknown as Storage;
  const choice = {
    id: 'webgl' as const,
    device: 'this one',
    network: null,
    measured: { webgl: 4, wasm: 20 },
  };

  it('comes back, and anything else is nothing', () => {
    const kept = storage(null);
    createChoiceMemory(() => kept).write(choice);
    expect(createChoiceMemory(() => kept).read()).toEqual([choice]);
    for (const junk of [null, '', '{', '[]', '[{"id":"tpu","device":"x","network":null,"measured":{}}]']) {
      expect(createChoiceMemory(() => storage(junk)).read()).toEqual([]);
    }
  });

  it('does without storage', () => {
    const blocked = createChoiceMemory(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    expect(blocked.read()).toEqual([]);
    expect(() => blocked.write(choice)).not.toThrow();
  });
});

it('finds a model where the row says, or in the folder of its id', () => {
  const row = { id: 'a b', title: '', classes: 1, bundled: false };
  expect(modelUrl(row, 'http://x/y/')).toBe('http://x/y/models/a%20b/model.json');
  expect(modelUrl({ ...row, path: 'models/z/model.json' }, 'http://x/y/')).toBe(
    'http://x/y/models/z/model.json',
  );
});
