import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { measureStep } from '../../../../src/engine/worker/backends/measure-step';
import { contenders, fastest, ranked } from '../../../../src/engine/protocol/measurement';
import { SMALL_OUTLINE, stuffing } from '../../../../src/engine/worker/networks/measuring-network';
import type { BackendId } from '../../../../src/engine/protocol/protocol';
import { createChoiceMemory } from '../../../../src/engine/page/choice-memory';
import {
  deviceName,
  networkKey,
  type RememberedChoice,
} from '../../../../src/engine/protocol/remembered-choice';
import { createNetwork } from '../../../../src/networks/executor/executor';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { fakeClient, infoOf } from '../../../../testing/fake-host';
import { sayPhrase } from '../../../../src/words/say';

vi.stubGlobal('navigator', { userAgent: 'Browser/1.0' });

describe('the fastest', () => {
  it('is the one of the fewest milliseconds', () => {
    expect(ranked({ measured: { wasm: 20, webgl: 5, webgpu: 9, cpu: 900 } })).toEqual([
      'webgl',
      'webgpu',
      'wasm',
      'cpu',
    ]);
    expect(fastest({ measured: { wasm: 38, webgl: 460 } })).toBe('wasm');
    expect(fastest({ measured: {} })).toBeNull();
  });

  it('is never one that was stopped, though its limit be below the others', () => {
    expect(fastest({ measured: { webgl: 4000, cpu: 5000 }, cut: ['webgl'] })).toBe('cpu');
  });

  it('has contenders within a factor of three', () => {
    expect(contenders({ measured: { wasm: 20, webgl: 59, webgpu: 61 } })).toEqual(['wasm', 'webgl']);
    expect(contenders({ measured: { wasm: 38, webgl: 460 } })).toEqual([]);
    expect(contenders({ measured: { wasm: 38 } })).toEqual([]);
    expect(contenders({ measured: { wasm: 20, webgl: 30 }, cut: ['webgl'] })).toEqual([]);
  });
});

describe('a step is measured', () => {
  const nextTask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('and nothing is left behind', async () => {
    await useBackend('wasm');
    const before = tf.memory().numTensors;
    const options = { now: () => performance.now(), nextTask, deadlineMs: 20_000 };
    const { milliseconds, cut } = await measureStep(SMALL_OUTLINE, options);
    expect(cut).toBe(false);
    expect(milliseconds).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('and its work ends with its time', async () => {
    await useBackend('wasm');
    const before = tf.memory().numTensors;
    let clock = 0;
    let looks = 0;
    const now = (): number => {
      looks++;
      return (clock += 100);
    };
    const time = await measureStep(SMALL_OUTLINE, { now, nextTask, deadlineMs: 250 });
    expect(time).toEqual({ milliseconds: 250, cut: true });
    expect(tf.memory().numTensors).toBe(before);
    const then = looks;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(looks).toBe(then);
  });

  it('with weights that keep every value of a sensible size', async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork({ size: 32 });
    const shapes = [...weights].map(([name, { shape }]) => [name, shape] as const);
    const network = createNetwork(graph, stuffing({ graph, shapes }));
    const logits = tf.tidy(() => network.logits(tf.ones([1, 32, 32, 3])).dataSync());
    network.dispose();
    expect(Math.max(...logits.map(Math.abs))).toBeGreaterThan(1e-6);
    expect(Math.max(...logits.map(Math.abs))).toBeLessThan(1e6);
  });
});

describe('the memory of choices', () => {
  const storage = (): Storage => {
    const items = new Map<string, string>();
    return {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    } as unknown as Storage;
  };
  const choice = (change: Partial<RememberedChoice>): RememberedChoice => ({
    id: 'wasm',
    device: 'here',
    network: null,
    measured: { wasm: 1 },
    ...change,
  });

  it('holds one a device and network, newest first, and not endlessly many', () => {
    const kept = storage();
    const memory = createChoiceMemory(() => kept);
    memory.write(choice({}));
    memory.write(choice({ network: 'a' }));
    memory.write(choice({ device: 'there', network: 'a' }));
    memory.write(choice({ id: 'webgpu', cut: ['webgl'], measuredOn: 'A' }));
    expect(memory.read().map(({ id, device, network }) => [id, device, network])).toEqual([
      ['webgpu', 'here', null],
      ['wasm', 'there', 'a'],
      ['wasm', 'here', 'a'],
    ]);
    for (let i = 0; i < 100; i++) memory.write(choice({ network: String(i) }));
    expect(memory.read().length).toBeLessThan(50);
    expect(memory.read()[0]?.network).toBe('99');
  });

  it('is not of plain JavaScript where WASM could not be had: its files may come next time', () => {
    const kept = storage();
    const memory = createChoiceMemory(() => kept);
    memory.write(choice({ id: 'cpu', measured: { cpu: 900 } }));
    expect(memory.read()).toEqual([]);
    memory.write(choice({ id: 'cpu', measured: { cpu: 20, wasm: 30 } }));
    expect(memory.read()).toHaveLength(1);
    // One that was kept before is not taken either.
    kept.setItem('lucarne.engine.v2', JSON.stringify([choice({ id: 'cpu', measured: { cpu: 900 } })]));
    expect(memory.read()).toEqual([]);
  });

  it('tells browsers, GPUs, networks and picture sizes apart', () => {
    const gpu = (renderer: string) => ({ renderer, software: false });
    const names = [{}, { webgl: gpu('A') }, { webgl: gpu('B') }, { webgl: gpu('A'), webgpu: gpu('A') }].map(
      deviceName,
    );
    expect(new Set(names).size).toBe(4);
    const keys = [
      { weightsHash: 'x', size: [224, 224] },
      { weightsHash: 'x', size: [227, 227] },
      { weightsHash: 'y', size: [224, 224] },
    ].map(networkKey);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('Auto and a network', () => {
  const M1 = { renderer: 'Apple M1', software: false };
  const gpus = { webgl: M1, webgpu: M1 };
  const times = (table: Partial<Record<BackendId, number>>) => async (id: BackendId) => ({
    kind: 'ok' as const,
    value: table[id] === undefined ? null : { milliseconds: table[id], cut: false },
  });
  const calls = (client: ReturnType<typeof fakeClient>): string[] =>
    client.hosts.flatMap((host) => host.calls.filter((call) => /^(measure|backend|outline)/.test(call)));

  it('measures it where the small one was close, elsewhere, and moves to the winner', async () => {
    const lab = fakeClient(
      {},
      {
        start: { gpus, measured: { wasm: 20, webgl: 12, webgpu: 90 } },
        timing: times({ wasm: 30, webgl: 10 }),
      },
    );
    await lab.client.load({ id: 'a' });
    expect(calls(lab)).toEqual(['outline a', 'backend auto', 'measure webgl with a', 'measure wasm with a']);
    expect(lab.hosts.slice(1).every((host) => host.terminated)).toBe(true);
    expect(lab.hosts[0]?.terminated).toBe(false);
    expect(lab.statuses.map(({ kind }) => kind)).toContain('measuring');
    expect(lab.statuses.at(-1)?.kind).toBe('ready');
  });

  it('does not where it was not', async () => {
    const lab = fakeClient({}, { start: { gpus, measured: { wasm: 20, webgl: 90 } } });
    await lab.client.load({ id: 'a' });
    expect(calls(lab)).toEqual([]);
  });

  it('takes the remembered backend, unmeasured', async () => {
    const known: RememberedChoice = {
      id: 'webgpu',
      device: deviceName(gpus),
      network: networkKey(infoOf('a')),
      measured: { wasm: 30, webgpu: 3 },
    };
    const memory = { read: () => [known], write: () => undefined };
    const lab = fakeClient({ memory }, { start: { gpus, measured: { wasm: 20, webgl: 12 } } });
    await lab.client.load({ id: 'a' });
    expect(calls(lab)).toEqual(['backend auto']);
  });

  it('lets a choice of the person’s own be', async () => {
    const lab = fakeClient({}, { start: { gpus, measured: { wasm: 20, webgl: 12 } } });
    await lab.client.backend('cpu');
    await lab.client.load({ id: 'a' });
    expect(calls(lab)).toEqual(['backend cpu']);
  });

  it('measured again: everything, with the network in use', async () => {
    const lab = fakeClient(
      {},
      { start: { gpus, measured: { wasm: 20 } }, timing: times({ wasm: 38, webgl: 460, cpu: 900 }) },
    );
    await lab.client.load({ id: 'a' });
    const seen: string[] = [];
    const info = await lab.client.measure('a', {
      onProgress: ({ candidate, done, count }) => void seen.push(`${candidate} ${done}/${count}`),
    });
    expect(seen).toEqual(['wasm 0/4', 'webgpu 1/4', 'webgl 2/4', 'cpu 3/4']);
    expect(info).toMatchObject({
      id: 'wasm',
      chosen: 'auto',
      measured: { wasm: 38, webgl: 460, cpu: 900 },
      measuredOn: 'a',
    });
    expect(sayPhrase(info.reason)).toContain(
      '12 times faster here than WebGL on Apple M1 (38 against 460 ms',
    );
    expect(calls(lab)).not.toContain('backend auto');
  });

  it('measured again: a candidate that hangs is ended by a cancel, and nothing has changed', async () => {
    const lab = fakeClient(
      {},
      { start: { gpus, measured: { wasm: 20 } }, timing: () => new Promise(() => undefined) },
    );
    await lab.client.load({ id: 'a' });
    const before = await lab.client.backend();
    const cancel = new AbortController();
    const measuring = lab.client.measure(null, { signal: cancel.signal });
    setTimeout(() => cancel.abort(), 5);
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    expect(lab.hosts.at(-1)?.terminated).toBe(true);
    expect(await lab.client.backend()).toEqual(before);
  });
});
