import { describe, expect, it } from 'vitest';
import type { BackendId, BackendInfo, RunOutcome } from '../../../../src/engine/protocol/protocol';
import {
  type BenchClient,
  benchDevice,
  backendsOf,
  benchJson,
  type DeviceRow,
} from '../../../../src/features/device-bench/device-bench';
import { phrase } from '../../../../src/words/say';

const SOFTWARE = { renderer: 'SwiftShader', software: true };

/** A client whose runs take `stepMs` a step on a clock of its own. */
function fakeClient(given: { stepMs: number; chosen?: 'auto' | 'asked'; broken?: BackendId }) {
  const used: string[] = [];
  let clock = 0;
  let id: BackendId = 'wasm';
  const info = (): BackendInfo => ({
    id,
    chosen: given.chosen ?? 'asked',
    reason: phrase('One moment.'),
    software: false,
    floatBits: 32,
    gpus: { webgl: SOFTWARE },
  });
  const client = {
    networks: () =>
      [true, false].map((loaded) => ({ id: `net-${String(loaded)}`, title: 'Net', loaded }) as never),
    load: () => Promise.resolve({ title: 'Net', size: [8, 8] } as never),
    backend(wanted?: BackendId | 'auto') {
      if (wanted === given.broken && wanted !== undefined)
        return Promise.reject(new Error('no such backend'));
      if (wanted !== undefined) used.push(wanted);
      // Measured again, Auto would take another than was in use.
      if (wanted !== undefined) id = wanted === 'auto' ? 'webgl' : wanted;
      return Promise.resolve(info());
    },
    classify() {
      clock += given.stepMs / 2;
      return Promise.resolve({} as never);
    },
    run({ params }: { params: Readonly<Record<string, unknown>> }) {
      const steps = Number(params['samples'] ?? params['maxSteps'] ?? params['iterations'] ?? 1);
      clock += steps * given.stepMs;
      // Half precision, say.
      const raw = new Float32Array(id === 'webgl' ? [1, 1] : [1, 0]);
      const result = { steps, raw, timings: { totalMs: steps * given.stepMs, stepMs: given.stepMs } };
      const outcome = Promise.resolve({ kind: 'done', result } as unknown as RunOutcome);
      return { id: 1, outcome, send: () => undefined };
    },
  } as unknown as BenchClient;
  return { client, used, now: () => clock };
}

async function rowsOf(fake: ReturnType<typeof fakeClient>, signal = new AbortController().signal) {
  const rows: DeviceRow[] = [];
  const fractions: number[] = [];
  await benchDevice(fake.client, {
    now: fake.now,
    signal,
    onProgress: ({ fraction }) => fractions.push(fraction),
    onRow: (row) => {
      const at = rows.findIndex(({ backend }) => backend === row.backend);
      if (at < 0) rows.push(row);
      else rows[at] = row;
    },
  });
  return { rows, fractions };
}

describe('the benchmark of a device', () => {
  it('times every loaded network on every backend, and puts the engine back', async () => {
    const fake = fakeClient({ stepMs: 20 });
    const { rows, fractions } = await rowsOf(fake);
    expect(rows.map(({ backend, software }) => [backend, software])).toEqual([
      ['webgl', true],
      ['wasm', false],
      ['cpu', false],
    ]);
    const rate = { hidden: 50, shown: 50 };
    expect(rows[0]).toMatchObject({
      network: 'net-true',
      forwardMs: 10,
      gradientMs: 20,
      exercises: { saliency: rate, fooling: rate, visualization: rate },
    });
    expect(fractions).toEqual([0, 1 / 3, 2 / 3]);
    expect(fake.used).toEqual(['webgl', 'wasm', 'cpu', 'wasm']);
  });

  it('tests every gradient against the one in plain JavaScript', async () => {
    const { rows } = await rowsOf(fakeClient({ stepMs: 20 }));
    const found = Object.fromEntries(rows.map(({ backend, agreement }) => [backend, agreement]));
    expect(found['webgl']).toBeCloseTo(Math.SQRT1_2);
    expect(found['wasm']).toBeCloseTo(1);
    const { rows: without } = await rowsOf(fakeClient({ stepMs: 20, broken: 'cpu' }));
    expect(without.map(({ agreement }) => agreement)).toEqual([null, null]);
  });

  it('goes back to the same backend where Auto would now choose another', async () => {
    const fake = fakeClient({ stepMs: 20, chosen: 'auto' });
    await rowsOf(fake);
    expect(fake.used.slice(-2)).toEqual(['auto', 'wasm']);
  });

  it('leaves out a backend that fails, and long runs where a step takes seconds', async () => {
    const { rows } = await rowsOf(fakeClient({ stepMs: 3000, broken: 'webgl' }));
    expect(rows.map(({ backend }) => backend)).toEqual(['wasm', 'cpu']);
    expect(rows[0]?.exercises).toEqual({});
  });

  it('stops where cancelled, and puts the engine back all the same', async () => {
    const fake = fakeClient({ stepMs: 20 });
    const cancel = new AbortController();
    const ended = benchDevice(fake.client, {
      now: fake.now,
      signal: cancel.signal,
      onProgress: () => undefined,
      onRow: () => cancel.abort(),
    });
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    expect(fake.used).toEqual(['webgl', 'wasm']);
  });

  it('knows the backends of a device by its GPUs', () => {
    const device = { gpus: { webgpu: SOFTWARE } } as unknown as BackendInfo;
    expect(backendsOf(device)).toEqual(['webgpu', 'wasm', 'cpu']);
  });

  it('writes rows that a script can read', () => {
    const device = { userAgent: 'a browser', hardwareConcurrency: 2, crossOriginIsolated: true };
    expect(JSON.parse(benchJson([], device))).toEqual({ bench: 'device', ...device, rows: [] });
  });
});
