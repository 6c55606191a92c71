import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { randomTensor } from '../ops/op-harness';
import { mixedNetwork, mixedPlan, type MixedPlan } from './mixed-network';

// Laws that hold of any network, on random ones in which old and new ops follow each other.

const RUNS = { numRuns: 40, seed: 2020 };
const seen = new Set<string>();

/** The value's directional derivative, and the gradient, for a cotangent `u` of the logits. */
function backward(network: Network, x: tf.Tensor4D, u: tf.Tensor): tf.Tensor4D {
  const trace = network.forward(x);
  const { input } = network.backward(trace, new Map([[network.graph.logits, u]]));
  trace.dispose();
  return input;
}

const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;
const length = (a: tf.Tensor): number => Math.sqrt(dot(a, a));

function onRandom(law: (network: Network, x: tf.Tensor4D, plan: MixedPlan) => void): void {
  fc.assert(
    fc.property(mixedPlan, (plan) => {
      const imported = mixedNetwork(plan);
      for (const { op } of imported.graph.nodes) seen.add(op);
      const network = createNetwork(imported.graph, imported.weights);
      try {
        tf.tidy(() =>
          law(network, randomTensor([1, plan.side, plan.side, 3], plan.seed) as tf.Tensor4D, plan),
        );
      } finally {
        network.dispose();
      }
    }),
    RUNS,
  );
}

describe.each(['wasm', 'cpu'] as const)('random networks of old and new ops on %s', (backend) => {
  it('have the slope that differences tell, along any direction', async () => {
    await useBackend(backend);
    onRandom((network, x, { seed }) => {
      const u = randomTensor([1, 3], seed + 1);
      const gradient = backward(network, x, u);
      // Along the gradient itself, turned a little aside, the slope is large against what rounding does.
      const aside = randomTensor(x.shape, seed + 2);
      const size = length(gradient);
      if (size < 1e-4) return;
      const along = tf.add(tf.div(gradient, size), tf.div(aside, 2 * length(aside)));
      const h = 0.02;
      const at = (by: number): number => dot(network.logits(tf.add(x, tf.mul(along, by))), u);
      const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      expect(Math.abs(slope - dot(gradient, along))).toBeLessThan(0.02 * size + 1e-4);
    });
  });

  it('go back linearly, and take pictures of a batch each for itself', async () => {
    await useBackend(backend);
    onRandom((network, x, { seed }) => {
      const [u, v] = [randomTensor([1, 3], seed + 1), randomTensor([1, 3], seed + 2)];
      const [a, b] = [backward(network, x, u), backward(network, x, v)];
      const both = backward(network, x, tf.sub(tf.mul(u, 2), v));
      const apart = length(tf.sub(both, tf.sub(tf.mul(a, 2), b)));
      expect(apart).toBeLessThan(1e-4 * (length(a) + length(b)) + 1e-6);

      const other = randomTensor(x.shape, seed + 3) as tf.Tensor4D;
      const two = tf.concat([x, other]);
      const alone = tf.concat([backward(network, x, u), backward(network, other, v)]);
      const together = backward(network, two, tf.concat([u, v]));
      expect(length(tf.sub(together, alone))).toBeLessThan(1e-4 * length(alone) + 1e-6);
      const logits = tf.concat([network.logits(x), network.logits(other)]);
      expect(length(tf.sub(network.logits(two), logits))).toBeLessThan(1e-4 * length(logits));
    });
  });

  it('leave nothing behind', async () => {
    await useBackend(backend);
    fc.assert(
      fc.property(mixedPlan, (plan) => {
        const before = tf.memory().numTensors;
        const { graph, weights } = mixedNetwork(plan);
        const network = createNetwork(graph, weights);
        const x = randomTensor([1, plan.side, plan.side, 3], 1) as tf.Tensor4D;
        const u = randomTensor([1, 3], 2);
        backward(network, x, u).dispose();
        const held = tf.memory().numTensors;
        backward(network, x, u).dispose();
        network.logits(x).dispose();
        expect(tf.memory().numTensors).toBe(held);
        network.dispose();
        tf.dispose([x, u]);
        expect(tf.memory().numTensors).toBe(before);
      }),
      { ...RUNS, numRuns: 20 },
    );
  });

  afterAll(() => {
    expect(seen.size, [...seen].join()).toBeGreaterThanOrEqual(24);
  });
});

it('random networks have the same gradient on either backend', () => {
  return fc.assert(
    fc.asyncProperty(mixedPlan, async (plan) => {
      const { graph, weights } = mixedNetwork(plan);
      const on = async (backend: 'wasm' | 'cpu'): Promise<Float32Array> => {
        await useBackend(backend);
        const network = createNetwork(graph, weights);
        const values = tf.tidy(() => {
          const x = randomTensor([1, plan.side, plan.side, 3], 1) as tf.Tensor4D;
          return backward(network, x, randomTensor([1, 3], 2)).dataSync<'float32'>();
        });
        network.dispose();
        return values;
      };
      const [ours, plain] = [await on('wasm'), await on('cpu')];
      const largest = plain.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      ours.forEach((value, i) => expect(Math.abs(value - plain[i]!)).toBeLessThan(2e-4 * largest + 1e-6));
    }),
    { ...RUNS, numRuns: 20 },
  );
});
