import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importOnnx } from '../../../../../src/networks/importers/onnx/onnx';
import { useBackend } from '../../../../../testing/backends';
import { onnxFile } from '../../../../../testing/onnx-file';

describe('pools over all of what is no map', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    ['GlobalAveragePool', (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length],
    ['GlobalMaxPool', (values: readonly number[]) => Math.max(...values)],
  ] as const)('%s of tokens [N, C, T], as transformers’ Swin has it', (op, of) => {
    const bytes = onnxFile({
      input: [1, 3, 4, 4],
      weights: [{ name: 'shape', dims: [3], values: [1, 3, 16], as: 'int64_data' }],
      nodes: [
        { op: 'Reshape', inputs: ['x', 'shape'], output: 'tokens' },
        { op, inputs: ['tokens'], output: 'pooled' },
        { op: 'Flatten', inputs: ['pooled'], output: 'y' },
      ],
    });
    const { graph, weights } = importOnnx(bytes, { preprocessing: 'torch' });
    const picture = Float32Array.from({ length: 48 }, (_, i) => ((i * 7) % 11) / 4 - 1.2);
    const network = createNetwork(graph, weights);
    const logits = tf.tidy(() => [...network.logits(tf.tensor4d(picture, [1, 4, 4, 3])).dataSync()]);
    network.dispose();
    const expected = [0, 1, 2].map((c) => of([...picture].filter((_, i) => i % 3 === c)));
    logits.forEach((value, c) => expect(value).toBeCloseTo(expected[c]!, 5));
  });

  it.each([
    ['AveragePool', 'globalAvgPool'],
    ['MaxPool', 'maxPool'],
  ])('%s by one window far larger than the map, rounded up, is a pool over the map', (op, kind) => {
    const attributes = { kernel_shape: [2560, 2560], strides: [2560, 2560], ceil_mode: 1 };
    const bytes = onnxFile({
      nodes: [
        { op, inputs: ['x'], output: 'pooled', attributes },
        { op: 'Flatten', inputs: ['pooled'], output: 'y' },
      ],
    });
    const { graph } = importOnnx(bytes, { preprocessing: 'torch' });
    const pool = graph.nodes.find((node) => node.op === kind);
    expect(pool).toBeDefined();
    expect(pool).toMatchObject(kind === 'maxPool' ? { size: [6, 6], padding: [0, 0, 0, 0] } : {});
  });

  it('an attention that PyTorch’s newer exporter asks for NaN is read as itself', () => {
    const bytes = onnxFile({
      input: [1, 3, 4, 4],
      weights: [{ name: 'zero', dims: [], values: [0] }],
      nodes: [
        { op: 'Flatten', inputs: ['x'], output: 'f' },
        { op: 'Tanh', inputs: ['f'], output: 'a' },
        { op: 'IsNaN', inputs: ['a'], output: 'bad' },
        { op: 'Where', inputs: ['bad', 'zero', 'a'], output: 'b' },
        { op: 'Neg', inputs: ['b'], output: 'y' },
      ],
    });
    const { graph, weights } = importOnnx(bytes, { preprocessing: 'torch' });
    const network = createNetwork(graph, weights);
    const logits = tf.tidy(() => [...network.logits(tf.fill([1, 4, 4, 3], 0.5)).dataSync()]);
    network.dispose();
    expect(logits).toHaveLength(48);
    logits.forEach((value) => expect(value).toBeCloseTo(-Math.tanh(0.5), 5));
  });
});
