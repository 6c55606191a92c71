import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { encodeWeight, storedWeight } from '../../../../../src/networks/storage/weight-storage';
import { useBackend } from '../../../../../testing/backends';
import { graphOf } from '../../../../../testing/networks';
import { generator } from '../../../../../testing/small-generator';

const INPUTS = 1100;
const OUTPUTS = 1020;

function values(count: number, seed: number): Float32Array {
  const random = generator(seed);
  // Half of them 0, as after a rectifier.
  return Float32Array.from({ length: count }, () => Math.max(0, random() - 0.5));
}

/** A dense layer over a picture of 10x110/3... pixels flattened, its matrix kept in one of the forms. */
function networkOf(dtype: 'float32' | 'uint8') {
  const matrix = values(INPUTS * OUTPUTS, 3).map((value, i) => (i % 3 === 0 ? -value : value));
  const kernel = storedWeight([INPUTS, OUTPUTS], encodeWeight(matrix, dtype));
  const bias = { shape: [OUTPUTS], values: values(OUTPUTS, 4) };
  const graph = graphOf(
    [
      { id: 'x', op: 'input', inputs: [] },
      {
        id: 'c',
        op: 'conv2d',
        inputs: ['x'],
        kernel: 'k',
        strides: [1, 1],
        padding: [0, 0, 0, 0],
        dilations: [1, 1],
        groups: 1,
      },
      { id: 'f', op: 'flatten', inputs: ['c'] },
      { id: 'd', op: 'dense', inputs: ['f'], kernel: 'w', bias: 'b' },
      { id: 'r', op: 'relu', inputs: ['d'] },
    ],
    'r',
    OUTPUTS,
    {
      input: {
        size: [10, 10],
        preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
      },
    },
  );
  const k = { shape: [1, 1, 3, INPUTS / 100], values: values((3 * INPUTS) / 100, 5) };
  const weights = new Map([
    ['k', k],
    ['w', kernel],
    ['b', bias],
  ]);
  return { graph, weights };
}

async function run(backend: 'cpu' | 'wasm', dtype: 'float32' | 'uint8') {
  await useBackend(backend);
  const before = tf.memory();
  const { graph, weights } = networkOf(dtype);
  const network = createNetwork(graph, weights);
  const numBytes = tf.memory().numBytes - before.numBytes;
  const x = tf.tensor4d(values(2 * 300, 6), [2, 10, 10, 3]);
  const trace = network.forward(x);
  const cotangent = tf.tensor2d(values(2 * OUTPUTS, 7), [2, OUTPUTS]);
  const gradient = network.backward(trace, new Map([['r', cotangent]])).input;
  const result = { logits: await trace.logits.data(), gradient: await gradient.data(), numBytes };
  tf.dispose([x, cotangent, gradient]);
  trace.dispose();
  network.dispose();
  expect(tf.memory().numTensors).toBe(before.numTensors);
  return result;
}

function largestError(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let largest = 1e-12;
  let error = 0;
  for (let i = 0; i < wanted.length; i++) {
    largest = Math.max(largest, Math.abs(wanted[i] ?? 0));
    error = Math.max(error, Math.abs((got[i] ?? 0) - (wanted[i] ?? 0)));
  }
  return error / largest;
}

describe.each(['float32', 'uint8'] as const)('a product by a large %s matrix', (dtype) => {
  let wanted: Awaited<ReturnType<typeof run>>;
  let got: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    wanted = await run('cpu', dtype);
    got = await run('wasm', dtype);
  });

  it('is what the stock product gives, forward and backward, for every picture of a batch', () => {
    expect(largestError(got.logits, wanted.logits)).toBeLessThan(1e-5);
    expect(largestError(got.gradient, wanted.gradient)).toBeLessThan(1e-5);
  });

  it('keeps the matrix as it was stored', () => {
    const matrixBytes = INPUTS * OUTPUTS * (dtype === 'uint8' ? 1 : 4);
    expect(got.numBytes).toBeLessThan(matrixBytes + 20_000);
  });
});
