import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../core/seeded-random';
import { createNetwork } from '../networks/executor';
import type { NetworkGraph, Node, WeightArray } from '../networks/graph';
import { MEASURE_BUDGET_MS } from './backend-reason';

const SIZE = 96;
const CLASSES = 16;
const REPEATS = 4;

const windowed = (pad: number, stride = 1) =>
  ({ strides: [stride, stride], padding: [pad, pad, pad, pad] }) as const;

function conv(name: string, from: string, pad: number, stride = 1): Node[] {
  return [
    {
      id: name,
      inputs: [from],
      op: 'conv2d',
      kernel: name,
      dilations: [1, 1],
      groups: 1,
      ...windowed(pad, stride),
    },
    { id: `${name}-relu`, inputs: [name], op: 'relu' },
  ];
}

/** Like the first layers of a small classifier, about 50 million multiply-adds. */
const GRAPH: NetworkGraph = {
  id: 'measure',
  title: 'Measuring network',
  input: {
    size: [SIZE, SIZE],
    preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
  },
  classes: Array.from({ length: CLASSES }, (_, index) => ({ index, name: String(index) })),
  nodes: [
    { id: 'input', inputs: [], op: 'input' },
    ...conv('c1', 'input', 1, 2),
    { id: 'pool', inputs: ['c1-relu'], op: 'maxPool', size: [2, 2], ...windowed(0, 2) },
    ...conv('c2', 'pool', 1),
    ...conv('c3', 'c2-relu', 0),
    ...conv('c4', 'c3-relu', 1),
    ...conv('c5', 'c4-relu', 0),
    { id: 'mean', inputs: ['c5-relu'], op: 'globalAvgPool' },
    { id: 'logits', inputs: ['mean'], op: 'flatten' },
  ],
  logits: 'logits',
};

const KERNELS: Readonly<Record<string, readonly number[]>> = {
  c1: [3, 3, 3, 48],
  c2: [3, 3, 48, 64],
  c3: [1, 1, 64, 64],
  c4: [3, 3, 64, 64],
  c5: [1, 1, 64, CLASSES],
};

/**
 * Milliseconds of one gradient step of a small network on the current backend: the mean of several where the first was
 * quick, else the first, compiling included: that is an emulated GPU, and the answer is clear. Leaves nothing behind.
 */
export async function measureStep(now: () => number): Promise<number> {
  const random = createRandom(1);
  const weights = new Map<string, WeightArray>();
  for (const [name, shape] of Object.entries(KERNELS)) {
    weights.set(name, { shape, values: random.normals(shape.reduce((a, b) => a * b)).map((v) => 0.1 * v) });
  }
  const network = createNetwork(GRAPH, weights);
  const x = tf.tensor4d(random.normals(SIZE * SIZE * 3), [1, SIZE, SIZE, 3]);
  const cotangents = new Map([['logits', tf.ones([1, CLASSES])]]);

  const steps = async (count: number): Promise<number> => {
    const startedAt = now();
    const gradient = tf.tidy(() => {
      let sum = tf.zerosLike(x);
      for (let k = 0; k < count; k++) {
        const trace = network.forward(x);
        sum = tf.add(sum, network.backward(trace, cotangents).input);
      }
      return sum;
    });
    await gradient.data().finally(() => gradient.dispose());
    return (now() - startedAt) / count;
  };

  try {
    const first = await steps(1);
    if (first > MEASURE_BUDGET_MS) return first;
    const second = await steps(1);
    return second > MEASURE_BUDGET_MS / REPEATS ? second : await steps(REPEATS);
  } finally {
    tf.dispose([x, ...cotangents.values()]);
    network.dispose();
  }
}
