import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Padding, Pair } from '../../../../src/networks/graph';
import { useBackend } from '../../../backends';
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

const one: Pair = [1, 1];
const none: Padding = [0, 0, 0, 0];
const base = { id: 'n', inputs: ['x'] };

interface Case {
  readonly name: string;
  readonly node: OpNode;
  readonly inputs: readonly number[][];
  readonly weights?: Readonly<Record<string, number[]>>;
}

function conv(
  name: string,
  strides: Pair,
  padding: Padding,
  kernel: number[],
  groups = 1,
  dilations = one,
): Case {
  const node: OpNode = { ...base, op: 'conv2d', kernel: 'k', bias: 'b', strides, padding, dilations, groups };
  const inputs = [[1, 6, 7, (kernel[2] ?? 1) * groups]];
  return { name, node, inputs, weights: { k: kernel, b: [kernel[3] ?? 1] } };
}
function depthwise(name: string, strides: Pair, padding: Padding, kernel: number[], dilations = one): Case {
  const node: OpNode = { ...base, op: 'depthwiseConv2d', kernel: 'k', strides, padding, dilations };
  return { name, node, inputs: [[1, 6, 7, kernel[2] ?? 1]], weights: { k: kernel } };
}
function pool(
  name: string,
  op: 'maxPool' | 'avgPool',
  size: Pair,
  strides: Pair,
  padding: Padding,
  count = true,
): Case {
  const node: OpNode =
    op === 'maxPool'
      ? { ...base, op, size, strides, padding }
      : { ...base, op, size, strides, padding, countPadding: count };
  return { name, node, inputs: [[1, 6, 7, 3]] };
}

const CASES: readonly Case[] = [
  conv('conv 3x3', one, none, [3, 3, 2, 4]),
  conv('conv 3x3 same', one, [1, 1, 1, 1], [3, 3, 2, 4]),
  conv('conv 1x1', one, none, [1, 1, 3, 4]),
  conv('conv 2x3 asymmetric padding', one, [0, 2, 1, 1], [2, 3, 2, 3]),
  conv('conv 1x1 padded beyond its reach', one, [1, 0, 2, 1], [1, 1, 2, 3]),
  conv('conv 3x3 dilated', one, [2, 2, 2, 2], [3, 3, 2, 3], 1, [2, 2]),
  conv('conv 3x3 stride 2', [2, 2], none, [3, 3, 2, 4]),
  conv('conv 3x3 stride 2 same', [2, 2], [0, 1, 1, 0], [3, 3, 2, 4]),
  conv('conv 5x4 stride 3 padded', [3, 3], [2, 1, 2, 2], [5, 4, 2, 3]),
  conv('conv 1x1 stride 2', [2, 2], none, [1, 1, 3, 2]),
  conv('conv 3x3 strides 2 and 1', [2, 1], [1, 1, 1, 1], [3, 3, 2, 3]),
  conv('conv in 2 groups', one, [1, 1, 1, 1], [3, 3, 2, 6], 2),
  conv('conv in 3 groups, stride 2', [2, 2], [1, 1, 1, 1], [3, 3, 2, 3], 3),
  depthwise('depthwise same', one, [1, 1, 1, 1], [3, 3, 4, 1]),
  depthwise('depthwise stride 2 same', [2, 2], [0, 1, 1, 0], [3, 3, 4, 1]),
  depthwise('depthwise stride 2', [2, 2], none, [3, 3, 4, 1]),
  depthwise('depthwise multiplier 2', one, [1, 0, 1, 2], [3, 3, 2, 2]),
  depthwise('depthwise dilated', one, [2, 2, 2, 2], [3, 3, 2, 1], [2, 2]),
  {
    name: 'dense',
    node: { ...base, op: 'dense', kernel: 'k', bias: 'b' },
    inputs: [[1, 7]],
    weights: { k: [7, 5], b: [5] },
  },
  { name: 'relu', node: { ...base, op: 'relu' }, inputs: [[1, 3, 4, 5]] },
  { name: 'relu6', node: { ...base, op: 'relu6' }, inputs: [[1, 12, 12, 3]] },
  pool('max pool 2', 'maxPool', [2, 2], [2, 2], none),
  pool('max pool 3/2', 'maxPool', [3, 3], [2, 2], none),
  pool('max pool 3/2 padded', 'maxPool', [3, 3], [2, 2], [1, 1, 1, 1]),
  pool('max pool 2x3/1 asymmetric', 'maxPool', [2, 3], one, [1, 0, 0, 2]),
  pool('average pool 2', 'avgPool', [2, 2], [2, 2], none),
  pool('average pool 3/1 counting', 'avgPool', [3, 3], one, [1, 1, 1, 1]),
  pool('average pool 3/1 not counting', 'avgPool', [3, 3], one, [1, 1, 1, 1], false),
  pool('average pool 3x2/2 asymmetric', 'avgPool', [3, 2], [2, 2], [0, 1, 1, 0], false),
  { name: 'global average pool', node: { ...base, op: 'globalAvgPool' }, inputs: [[1, 3, 4, 5]] },
  {
    name: 'concat',
    node: { id: 'n', inputs: ['x', 'y', 'z'], op: 'concat' },
    inputs: [
      [1, 3, 4, 2],
      [1, 3, 4, 5],
      [1, 3, 4, 1],
    ],
  },
  {
    name: 'add',
    node: { id: 'n', inputs: ['x', 'y'], op: 'add' },
    inputs: [
      [1, 3, 4, 2],
      [1, 3, 4, 2],
    ],
  },
  { name: 'flatten', node: { ...base, op: 'flatten' }, inputs: [[1, 2, 3, 4]] },
  { name: 'reshape', node: { ...base, op: 'reshape', shape: [1, 1, 24] }, inputs: [[1, 24]] },
  {
    name: 'batch norm',
    node: { ...base, op: 'batchNorm', scale: 's', offset: 'o', mean: 'm', variance: 'v', epsilon: 1e-3 },
    inputs: [[1, 2, 3, 4]],
    weights: { s: [4], o: [4], m: [4], v: [4] },
  },
  { name: 'dropout', node: { ...base, op: 'dropout' }, inputs: [[1, 2, 3, 4]] },
  { name: 'softmax', node: { ...base, op: 'softmax' }, inputs: [[1, 6]] },
];

describe.each(['cpu', 'wasm'] as const)('vector-Jacobian products on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it.each(CASES.map((c) => [c.name, c] as const))(
    '%s agrees with finite differences',
    (_name, { node, inputs, weights }) => {
      const xs = inputs.map((shape, i) =>
        tf.tensor(
          spacedValues(
            shape.reduce((a, b) => a * b, 1),
            7 + i,
          ),
          shape,
        ),
      );
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
      [...(vjp({ ...base, op: 'relu' }, [x], dy, {}, rule)[0] as tf.Tensor).dataSync()].map(
        (value) => value + 0,
      );
    expect(by('standard')).toEqual([0, 0, 3, -3]);
    expect(by('guided')).toEqual([0, 0, 3, 0]);
    expect(by('deconvnet')).toEqual([3, 0, 3, 0]);
  });

  it('never lets a padded pixel win a max pool', () => {
    const node: OpNode = { ...base, op: 'maxPool', size: [3, 3], strides: [2, 2], padding: [1, 1, 1, 1] };
    const x = tf.fill([1, 3, 3, 1], -5);
    expect([...forward(node, [x]).dataSync()]).toEqual([-5, -5, -5, -5]);
  });

  it('gives a tied max pool window its gradient once', () => {
    const node: OpNode = { ...base, op: 'maxPool', size: [2, 2], strides: [2, 2], padding: none };
    const [dx] = vjp(node, [tf.fill([1, 2, 2, 1], 4)], tf.fill([1, 1, 1, 1], 3));
    expect(tf.sum(dx as tf.Tensor).dataSync()[0]).toBeCloseTo(3);
  });
});

function norm(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}
