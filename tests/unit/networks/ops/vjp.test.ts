import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Padding, Pair } from '../../../../src/networks/graph/graph';
import { useBackend } from '../../../../testing/backends';
import { OP_CASES } from './op-cases';
import {
  cosine,
  differences,
  forward,
  type OpNode,
  randomTensor,
  spacedValues,
  vjp,
  type Weights,
} from './op-harness';

describe.each(['cpu', 'wasm'] as const)('vector-Jacobian products on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it.each(OP_CASES.map((c) => [c.name, c] as const))(
    '%s agrees with finite differences',
    (_name, { node, inputs, weights, positive }) => {
      const xs = inputs.map((shape, i) => {
        const values = spacedValues(
          shape.reduce((a, b) => a * b, 1),
          7 + i,
        );
        return tf.tensor(positive ? values.map((value) => Math.abs(value) + 0.2) : values, shape);
      });
      const ws: Weights = Object.fromEntries(
        Object.entries(weights ?? {}).map(([name, shape], i) => {
          const tensor = randomTensor(shape, 31 + i);
          return [name, name === 'v' ? tf.abs(tensor) : tensor];
        }),
      );
      const y = forward(node, xs, ws);
      const dy = randomTensor(y.shape, 99);
      const gradients = vjp(node, xs, dy, ws);
      expect(gradients.map((g) => g.shape)).toEqual(inputs);
      gradients.forEach((gradient, i) => {
        const analytic = gradient.dataSync();
        const numeric = differences(node, xs, i, dy, ws);
        expect(analytic.some((value) => value !== 0)).toBe(true);
        expect(cosine(analytic, numeric)).toBeGreaterThan(0.999);
        expect(norm(analytic) / norm(numeric)).toBeCloseTo(1, 2);
      });
    },
  );

  it('sends a gradient back by each rectifier rule', () => {
    const x = tf.tensor1d([-1, -1, 2, 2]);
    const dy = tf.tensor1d([3, -3, 3, -3]);
    const by = (rule: 'standard' | 'guided' | 'deconvnet') =>
      [...(vjp({ id: 'n', inputs: ['x'], op: 'relu' }, [x], dy, {}, rule)[0] as tf.Tensor).dataSync()].map(
        (value) => value + 0,
      );
    expect(by('standard')).toEqual([0, 0, 3, -3]);
    expect(by('guided')).toEqual([0, 0, 3, 0]);
    expect(by('deconvnet')).toEqual([3, 0, 3, 0]);
  });

  it('never lets a padded pixel win a max pool', () => {
    const node = maxPool([3, 3], [1, 1, 1, 1]);
    const x = tf.fill([1, 3, 3, 1], -5);
    expect([...forward(node, [x]).dataSync()]).toEqual([-5, -5, -5, -5]);
  });

  it('gives a tied max pool window its gradient once', () => {
    const node = maxPool([2, 2], [0, 0, 0, 0]);
    const [dx] = vjp(node, [tf.fill([1, 2, 2, 1], 4)], tf.fill([1, 1, 1, 1], 3));
    expect(tf.sum(dx as tf.Tensor).dataSync()[0]).toBeCloseTo(3);
  });
});

function norm(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}

function maxPool(size: Pair, padding: Padding): OpNode {
  return { id: 'n', inputs: ['x'], op: 'maxPool', size, strides: [2, 2], padding };
}
