import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/core/records/frame';
import { LabError } from '../../../src/core/records/lab-error';
import {
  createAutomation,
  type AutomationRun,
  type AutomationRunOptions,
} from '../../../src/automation/automation';
import type { FitImage } from '../../../src/engine/page/lab-client';
import type { RunOutcome, RunRequest } from '../../../src/engine/protocol/protocol';
import { METHODS } from '../../../src/methods/catalog/catalog';
import { fakeClient, infoOf, RESULT } from '../../../testing/fake-host';
import { toyImage, until } from '../../../testing/toy-engine';

const IMAGE = new Blob(['x']);

function setUp(outcome: RunOutcome | null = { kind: 'done', result: RESULT }) {
  const { client, hosts } = fakeClient();
  const requests: RunRequest[] = [];
  const fits: unknown[] = [];
  const fitImage: FitImage = async (source, size, fit) => {
    fits.push([source, size, fit]);
    return toyImage();
  };
  const api = createAutomation(client, { fitImage });
  const ready = client.ready.then(() => {
    const host = hosts[0]!;
    const run = host.api.run.bind(host.api);
    host.api.run = (id, request, sink) => {
      requests.push(request);
      const pending = run(id, request, sink);
      if (outcome) host.runs.get(id)!.end(outcome);
      return pending;
    };
    host.api.classify = async () => ({
      kind: 'ok',
      value: { kind: 'softmax', logits: new Float32Array(1), probabilities: new Float32Array(1), top: [] },
    });
  });
  const run = async (change: Partial<AutomationRun> = {}, options?: AutomationRunOptions) => {
    await ready;
    return api.run({ network: 'a', method: 'vanilla-gradient', image: IMAGE, ...change }, options);
  };
  return { api, run, requests, fits, hosts, ready };
}

describe('lucarne.sweep', () => {
  it('asks for the runs that lucarne.run would be asked for, and gives each with its place', async () => {
    const pixels = new Uint8ClampedArray(4);
    const result = { ...RESULT, pixels, logits: new Float32Array([1]) };
    const { api, requests, ready } = setUp({ kind: 'done', result });
    await ready;
    const told: unknown[] = [];
    const cells = await api.sweep(
      {
        request: { network: 'a', method: 'class-visualization', target: 0, seed: 3, params: { jitter: 2 } },
        rows: { param: 'l2', values: [0, 1] },
        columns: { param: 'preset', values: ['cs231n'] },
        seeds: 'varied',
      },
      { onCell: ({ row }) => told.push(row) },
    );
    const asked = { stepSize: 25, iterations: 100, jitter: 2 };
    expect(requests.map(({ params, seed, target }) => ({ params, seed, target }))).toMatchObject([
      { params: { ...asked, lambda: 0 }, seed: 3, target: 0 },
      { params: { ...asked, lambda: 1 }, seed: 4, target: 0 },
    ]);
    expect(cells).toMatchObject([
      { row: 0, column: 0, beyondStability: false, diverged: true, result },
      { row: 1, column: 0, beyondStability: true, diverged: true, result },
    ]);
    expect(told).toEqual([0, 1]);
  });

  it('refuses an axis that is none, and ends where it is aborted', async () => {
    const { api, ready } = setUp(null);
    await ready;
    const request = { network: 'a', method: 'class-visualization' };
    await expect(api.sweep({ request, rows: {} as never })).rejects.toMatchObject({ code: 'bad-parameter' });
    const stopping = new AbortController();
    const sweep = api.sweep(
      { request, rows: { param: 'lambda', values: [0, 1] } },
      { signal: stopping.signal },
    );
    stopping.abort();
    await expect(sweep).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('lucarne.run', () => {
  it('fills in every default and loads the network', async () => {
    const { run, requests, fits } = setUp();
    expect(await run()).toBe(RESULT);
    const { image, ...rest } = requests[0]!;
    expect(image).toEqual(toyImage());
    expect(rest).toEqual({
      network: 'a',
      method: 'vanilla-gradient',
      target: 'top1',
      params: { objective: 'logit' },
      seed: 0,
      fit: 'squash',
      frameEvery: Number.MAX_SAFE_INTEGER,
    });
    expect(fits).toEqual([[IMAGE, infoOf('a').size, 'squash']]);
  });

  it('loads a second network to fool as well, and names it in the request', async () => {
    const { run, requests } = setUp();
    await run({ method: 'pgd-linf', beside: 'a', target: 1 });
    expect(requests[0]!.beside).toEqual({ network: 'a', weights: infoOf('a').weightsHash });
  });

  it('refuses a fit that is none', async () => {
    const { run } = setUp();
    await expect(run({ fit: 'stretch' as 'squash' })).rejects.toThrow(/There is no fit “stretch”/);
  });

  it('resolves presets, with the rest of params on top', async () => {
    const { run, requests } = setUp();
    const info = METHODS.find(({ id }) => id === 'class-visualization')!;
    const preset = info.presets[0]!;
    await run({
      method: info.id,
      image: null,
      params: { preset: preset.id, seedless: undefined, jitter: 3 },
      target: 5,
      seed: 9,
    });
    expect(requests[0]).toMatchObject({
      image: null,
      target: 5,
      seed: 9,
      params: { ...preset.values, jitter: 3 },
    });
    expect(requests[0]!.params).not.toHaveProperty('preset');
  });

  it.each([
    ['every step with onFrame', {}, { onFrame: () => undefined }, 1],
    ['as asked in the options', {}, { frameEvery: 4 }, 4],
    ['as asked in params', { frameEvery: 7 }, {}, 7],
  ])('shows %s', async (_, params, options, every) => {
    const { run, requests } = setUp();
    await run({ params }, options);
    expect(requests[0]!.frameEvery).toBe(every);
    expect(requests[0]!.params).not.toHaveProperty('frameEvery');
  });

  it('hands frames on', async () => {
    const { run, hosts } = setUp(null);
    const frames: Frame[] = [];
    const running = run({}, { onFrame: (frame) => frames.push(frame) });
    await until(() => (hosts[0]?.runs.size ?? 0) > 0);
    const underWay = [...hosts[0]!.runs.values()][0]!;
    await underWay.sink({ step: 1, steps: 1, width: 1, height: 1, scalars: {} });
    underWay.end({ kind: 'done', result: RESULT });
    await running;
    expect(frames.map(({ step }) => step)).toEqual([1]);
  });

  it('rejects with an AbortError when aborted, before or during', async () => {
    const { run, hosts } = setUp(null);
    const aborted = expect.objectContaining({ name: 'AbortError' }) as Error;
    await expect(run({}, { signal: AbortSignal.abort() })).rejects.toEqual(aborted);
    const controller = new AbortController();
    const running = run({}, { signal: controller.signal });
    await until(() => (hosts[0]?.runs.size ?? 0) > 0);
    controller.abort();
    await expect(running).rejects.toBeInstanceOf(DOMException);
    await expect(running).rejects.toEqual(aborted);
  });

  it('rejects with the run’s LabError', async () => {
    const error = new LabError('zero-gradient', 'Flat.', 'Move.').toData();
    const failure = setUp({ kind: 'failed', error }).run();
    await expect(failure).rejects.toBeInstanceOf(LabError);
    await expect(failure).rejects.toMatchObject(error);
  });

  it.each([
    ['an unknown method', { method: 'magic' }, /no method “magic”/],
    ['a parameter that is not there', { params: { sped: 1 } }, /sped/],
    ['a negative seed', { seed: -1 }, /seed/],
    ['a fractional stride', { params: { frameEvery: 0.5 } }, /frameEvery/],
  ])('refuses %s', async (_, change, words) => {
    const { run, requests } = setUp();
    await expect(run(change)).rejects.toMatchObject({
      code: 'bad-parameter',
      message: expect.stringMatching(words) as string,
    });
    expect(requests).toEqual([]);
  });
});

describe('the other calls', () => {
  it('give what the table says', async () => {
    const { api, ready } = setUp();
    await ready;
    await api.ready;
    expect(api.networks()[0]).toEqual({
      id: 'a',
      title: 'A',
      classes: 16,
      bundled: true,
      loaded: false,
      origin: 'served',
    });
    expect(await api.load('a')).toBe('a');
    expect(await api.load({ files: [] })).toBe('own');
    expect(await api.backend()).toBe('wasm');
    expect(await api.backend('cpu')).toBe('cpu');
    expect((await api.engine()).reason).toBe('WASM: because.');
    expect(api.methods().map((row) => Object.keys(row))).toEqual(
      METHODS.map(() => ['id', 'title', 'params', 'presets']),
    );
    const seen = await api.classify({ network: 'a', image: IMAGE });
    expect(Object.keys(seen)).toEqual(['logits', 'probabilities', 'top']);
    expect(await api.memory()).toMatchObject({ tensors: 1 });
  });
});
