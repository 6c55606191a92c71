import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPicturesAtOnce } from '../../../../../src/engine/worker/run/pictures-at-once';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import type { Network } from '../../../../../src/networks/executor/network';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';

/** The generated network on a clock of its own: a pass of `n` pictures takes `cost(n)` milliseconds. */
function timed(cost: (pictures: number) => number) {
  const { graph, weights } = tinyNetwork();
  const real = createNetwork(graph, weights);
  const clock = { now: 0, passes: [] as number[] };
  const pass = (pictures: number): void => {
    clock.passes.push(pictures);
    clock.now += cost(pictures);
  };
  const network: Network = {
    ...real,
    logits(x) {
      pass(x.shape[0]);
      return real.logits(x);
    },
    forward(x, options) {
      pass(x.shape[0]);
      return real.forward(x, options);
    },
  };
  const choose = createPicturesAtOnce({
    now: () => clock.now,
    nextTask: () => Promise.resolve(),
    unlessLost: (promise) => promise,
  });
  return { network, clock, choose };
}

describe('pictures at once', () => {
  beforeAll(() => useBackend('cpu'));

  it('are as many as still save time', async () => {
    for (const work of ['forward', 'gradient'] as const) {
      const { network, choose } = timed((n) => 10 + 10 * n);
      expect(await choose(network, work)).toBe(8);
    }
    // Four take as long a picture as two do.
    const { network, choose } = timed((n) => (n === 1 ? 20 : 12 * n));
    expect(await choose(network, 'forward')).toBe(2);
  });

  it('is one where more save nothing, found in few passes', async () => {
    const { network, clock, choose } = timed((n) => 20 * n);
    expect(await choose(network, 'gradient')).toBe(1);
    expect(clock.passes).toEqual([1, 1, 2, 2]);
  });

  it('is one on a device that has its hands full, after one pass', async () => {
    const { network, clock, choose } = timed((n) => 500 + n);
    expect(await choose(network, 'gradient')).toBe(1);
    expect(clock.passes).toEqual([1]);
  });

  it('stays within the time for measuring', async () => {
    const { network, clock, choose } = timed((n) => 300 + n);
    await choose(network, 'forward');
    expect(clock.now).toBeLessThan(2000);
  });

  it('is measured once for a graph and kind of work, and leaves no tensors behind', async () => {
    const { network, clock, choose } = timed((n) => 10 + n);
    await choose(network, 'gradient');
    const passes = clock.passes.length;
    const before = tf.memory().numTensors;
    await choose(network, 'gradient');
    expect(clock.passes.length).toBe(passes);
    await choose(network, 'forward');
    expect(clock.passes.length).toBeGreaterThan(passes);
    expect(tf.memory().numTensors).toBe(before);
  });
});
