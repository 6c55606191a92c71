import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { rankCorrelation } from '../../../src/core/statistics/rank-correlation';
import type { Engine } from '../../../src/engine/worker/engine';
import type { Redrawn, RunRequest, RunResult } from '../../../src/engine/protocol/protocol';
import { methodById } from '../../../src/methods/registry';
import { resolveParams } from '../../../src/methods/catalog/resolve-params';
import { useBackend } from '../../../testing/backends';
import { makeTestPhoto } from '../../../testing/test-photo';
import { tinyNetwork } from '../../../testing/tiny-network';
import { collect, countingMethod, toyEngine, toyRequest, until } from '../../../testing/toy-engine';

const gradient = methodById('vanilla-gradient');

beforeAll(() => useBackend('cpu'));

/** An engine whose trained network has what it keeps for going back. */
async function warmEngine(): Promise<Engine> {
  const engine = await toyEngine(gradient);
  await run(engine);
  return engine;
}

async function run(engine: Engine, redrawn?: Redrawn, change: Partial<RunRequest> = {}): Promise<RunResult> {
  const request = toyRequest({
    image: makeTestPhoto(2, 32, 32),
    params: resolveParams(gradient),
    ...(redrawn ? { redrawn } : {}),
    ...change,
  });
  const outcome = await engine.run(1, request, collect().sink);
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.result;
}

const tensors = (): number => tf.memory().numTensors;

describe('a run on a redrawn network', () => {
  it('gives its tensors back, and leaves the trained network as it was', async () => {
    const engine = await warmEngine();
    const before = tensors();
    const trained = await run(engine);
    const redrawn = await run(engine, { layers: 2, seed: 3 });
    expect(tensors()).toBe(before);
    expect(redrawn.attribution).not.toEqual(trained.attribution);
    expect(redrawn.logits).not.toEqual(trained.logits);
    expect((await run(engine)).attribution).toEqual(trained.attribution);
    expect(redrawn.recipe).not.toHaveProperty('redrawn');
  });

  it('is the trained one with no layers redrawn, and follows from layers and seed', async () => {
    const engine = await warmEngine();
    const trained = await run(engine);
    expect((await run(engine, { layers: 0, seed: 3 })).attribution).toEqual(trained.attribution);
    const one = await run(engine, { layers: 1, seed: 3 });
    expect((await run(engine, { layers: 1, seed: 3 })).attribution).toEqual(one.attribution);
    for (const other of [
      { layers: 2, seed: 3 },
      { layers: 1, seed: 4 },
    ]) {
      expect((await run(engine, other)).attribution).not.toEqual(one.attribution);
    }
    const all = await run(engine, { layers: 5, seed: 3 });
    expect(rankCorrelation(trained.attribution!, all.attribution!)).toBeLessThan(0.9);
  });

  it('keeps one copy at most, while its owner says that more follows', async () => {
    const engine = await warmEngine();
    const before = tensors();
    await run(engine, { layers: 1, seed: 3, keep: true });
    const kept = tensors();
    expect(kept).toBeGreaterThan(before);
    await run(engine, { layers: 1, seed: 3, keep: true });
    expect(tensors()).toBe(kept);
    await run(engine, { layers: 4, seed: 3, keep: true });
    expect(tensors()).toBe(kept);
    await run(engine, { layers: 4, seed: 3 });
    expect(tensors()).toBe(before);
    await run(engine, { layers: 1, seed: 3, keep: true });
    await run(engine);
    expect(tensors()).toBe(before);
  });

  it('goes with the backend, and with a network that is replaced', async () => {
    const engine = await warmEngine();
    const before = tensors();
    await run(engine, { layers: 1, seed: 3, keep: true });
    await engine.changeBackend(() => Promise.resolve());
    await run(engine);
    expect(tensors()).toBe(before);
    await run(engine, { layers: 1, seed: 3, keep: true });
    await engine.load(tinyNetwork({ seed: 2 }), 'other', { id: 'tiny' });
    await run(engine);
    expect(tensors()).toBe(before);
  });

  it('is gone after a cancelled and after a failed run', async () => {
    const counting = countingMethod(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    const engine = await toyEngine(counting.method);
    const before = tensors();
    const redrawn = { layers: 1, seed: 3, keep: true };
    const cancelled = engine.run(1, toyRequest({ params: { iterations: 1e9 }, redrawn }), collect().sink);
    await until(() => counting.diary.steps > 1);
    void engine.command(1, { type: 'cancel' });
    expect(await cancelled).toEqual({ kind: 'cancelled' });
    expect(tensors()).toBe(before);
    const failed = await engine.run(2, toyRequest({ target: 10, redrawn }), collect().sink);
    expect(failed).toMatchObject({ kind: 'failed' });
    expect(tensors()).toBe(before);
  });

  it('counts the layers that the network lists', async () => {
    const engine = await toyEngine(gradient);
    const info = await engine.load(tinyNetwork(), 'hash');
    expect(info.layers).toEqual(['conv2', 'expand3', 'expand1', 'squeeze', 'conv1']);
  });
});
