import * as tf from '@tensorflow/tfjs-core';
import { startCpu, startWasm } from '../../src/engine/worker/backends/processor-backends';
import { createSharedBackend } from '../../src/engine/worker/backends/wasm-shared-backend';
import { threadsOf } from '../../src/engine/worker/backends/wasm-threads';
import { createNetwork } from '../../src/networks/executor/executor';
import type { NetworkGraph, WeightArray } from '../../src/networks/graph/graph';
import { assignThreadPool, startThreadPool } from '../../src/networks/kernels/threads/thread-pool';
import { generator } from '../../testing/small-generator';

// Runs in a worker of an isolated page: one network forward and backward, on one thread and on several.

const GRAPH: NetworkGraph = {
  id: 'threads',
  title: 'Threads',
  input: {
    size: [64, 64],
    preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
  },
  classes: Array.from({ length: 10 }, (_, index) => ({ index, name: String(index) })),
  nodes: [
    { id: 'input', inputs: [], op: 'input' },
    {
      id: 'c1',
      inputs: ['input'],
      op: 'conv2d',
      kernel: 'c1',
      dilations: [1, 1],
      groups: 1,
      strides: [2, 2],
      padding: [1, 1, 1, 1],
    },
    { id: 'r1', inputs: ['c1'], op: 'relu' },
    { id: 'pool', inputs: ['r1'], op: 'maxPool', size: [3, 3], strides: [2, 2], padding: [0, 0, 0, 0] },
    {
      id: 'c2',
      inputs: ['pool'],
      op: 'conv2d',
      kernel: 'c2',
      dilations: [1, 1],
      groups: 1,
      strides: [1, 1],
      padding: [1, 1, 1, 1],
    },
    { id: 'r2', inputs: ['c2'], op: 'relu' },
    {
      id: 'c3',
      inputs: ['r2'],
      op: 'conv2d',
      kernel: 'c3',
      dilations: [1, 1],
      groups: 1,
      strides: [1, 1],
      padding: [0, 0, 0, 0],
    },
    { id: 'mean', inputs: ['c3'], op: 'globalAvgPool' },
    { id: 'logits', inputs: ['mean'], op: 'flatten' },
  ],
  output: { kind: 'softmax' },
  logits: 'logits',
};

const KERNELS: Readonly<Record<string, readonly number[]>> = {
  c1: [3, 3, 3, 32],
  c2: [3, 3, 32, 48],
  c3: [1, 1, 48, 10],
};

function compute(): { logits: number[]; gradient: number[] } {
  const random = generator(3);
  const values = (shape: readonly number[]): Float32Array =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random() - 0.5);
  const weights = new Map<string, WeightArray>(
    Object.entries(KERNELS).map(([name, shape]) => [name, { shape, values: values(shape) }]),
  );
  const network = createNetwork(GRAPH, weights);
  const x = tf.tensor4d(values([1, 64, 64, 3]), [1, 64, 64, 3]);
  try {
    return tf.tidy(() => {
      const trace = network.forward(x);
      const { input } = network.backward(trace, new Map([['logits', tf.ones([1, 10])]]));
      return { logits: Array.from(trace.logits.dataSync()), gradient: Array.from(input.dataSync()) };
    });
  } finally {
    x.dispose();
    network.dispose();
  }
}

async function check() {
  await startCpu();
  const plain = compute();
  await startWasm(1);
  const alone = compute();
  const backend = await createSharedBackend();
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => backend);
  await tf.setBackend('wasm');
  const pool = await startThreadPool(backend, 2);
  assignThreadPool(backend, pool);
  const threads = threadsOf(backend);
  // Often enough for every order in which two threads may come to a job.
  const together = Array.from({ length: 25 }, compute);
  assignThreadPool(backend, null);
  pool.dispose();
  return { plain, alone, threads, together, demoted: threadsOf(backend), again: compute() };
}

check().then(
  (result) => postMessage(result),
  (error: unknown) => postMessage({ error: String(error) }),
);

export type ThreadsResult = Awaited<ReturnType<typeof check>>;
