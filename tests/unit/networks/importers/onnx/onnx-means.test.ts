import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { importOnnx } from '../../../../../src/networks/importers/onnx/onnx';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { useBackend } from '../../../../../testing/backends';
import { onnxFile } from '../../../../../testing/onnx-file';

beforeAll(() => useBackend('cpu'));

it.each([
  [2, 3],
  [3, 2],
])('the mean of a map along axis %i, then along %i, is that of each channel', (first, second) => {
  const mean = (from: string, output: string, axis: number) => ({
    ...{ op: 'ReduceMean', inputs: [from], output },
    attributes: { axes: [axis], keepdims: 1 },
  });
  const nodes = [
    mean('x', 'once', first),
    mean('once', 'twice', second),
    { op: 'Flatten', inputs: ['twice'], output: 'y' },
  ];
  const { graph, weights } = importOnnx(onnxFile({ nodes, input: [1, 3, 4, 5] }), { preprocessing: 'torch' });
  const network = createNetwork(graph, weights);
  const values = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i));
  const x = tf.tensor4d(values, [1, 4, 5, 3]);
  const trace = network.forward(x);
  const want = tf.mean(x, [1, 2]).dataSync();
  expect([...trace.logits.dataSync()].map((each) => each.toFixed(5))).toEqual(
    [...want].map((each) => each.toFixed(5)),
  );
  trace.dispose();
  network.dispose();
  x.dispose();
});
