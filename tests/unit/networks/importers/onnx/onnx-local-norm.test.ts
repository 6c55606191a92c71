import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importOnnx } from '../../../../../src/networks/importers/onnx/onnx';
import { useBackend } from '../../../../../testing/backends';
import { type NodeSpec, onnxFile, type TensorSpec } from '../../../../../testing/onnx-file';
import { generator } from '../../../../../testing/small-generator';

const [SIDE, CHANNELS, SIZE, ALPHA, BETA, K] = [3, 3, 3, 0.5, 0.75, 2];
const random = generator(9);
const picture = Float32Array.from({ length: SIDE * SIDE * CHANNELS }, () => random() * 2 - 1);

/** `torch.nn.LocalResponseNorm`: x / (k + alpha / size * sum of squares of the channels around)^beta, zeros beyond the ends. */
function expected(): number[] {
  return [...picture].map((value, i) => {
    const [place, c] = [Math.floor(i / CHANNELS), i % CHANNELS];
    let sum = 0;
    for (let other = c - 1; other <= c + 1; other++)
      if (other >= 0 && other < CHANNELS) sum += picture[place * CHANNELS + other]! ** 2;
    return value / (K + (ALPHA / SIZE) * sum) ** BETA;
  });
}

describe('a local response norm', () => {
  beforeAll(() => useBackend('cpu'));

  it('as PyTorch’s newer exporter writes it, by an average pool in three dimensions, is the same', () => {
    const number = (name: string, value: number): TensorSpec => ({ name, dims: [], values: [value] });
    const ints = (name: string, values: number[]): TensorSpec => ({
      name,
      dims: [values.length],
      values,
      as: 'int64_data',
    });
    const step = (
      op: string,
      inputs: string[],
      output: string,
      attributes: NodeSpec['attributes'] = {},
    ): NodeSpec => ({
      op,
      inputs,
      output,
      attributes,
    });
    const bytes = onnxFile({
      input: [1, CHANNELS, SIDE, SIDE],
      weights: [
        number('alpha', ALPHA),
        number('beta', BETA),
        number('k', K),
        ints('wide', [1, 1, CHANNELS, SIDE, SIDE]),
        ints('pads', [0, 0, 1, 0, 0, 0, 0, 1, 0, 0]),
        ints('axis', [1]),
      ],
      nodes: [
        step('Mul', ['x', 'x'], 'squares'),
        step('Reshape', ['squares', 'wide'], 'deep'),
        step('Pad', ['deep', 'pads'], 'padded', { mode: 'constant' }),
        step('AveragePool', ['padded'], 'means', {
          kernel_shape: [SIZE, 1, 1],
          strides: [1, 1, 1],
          pads: [0, 0, 0, 0, 0, 0],
          count_include_pad: 1,
        }),
        step('Squeeze', ['means', 'axis'], 'flat'),
        step('Mul', ['flat', 'alpha'], 'scaled'),
        step('Add', ['scaled', 'k'], 'moved'),
        step('Pow', ['moved', 'beta'], 'powers'),
        step('Div', ['x', 'powers'], 'normed'),
        step('GlobalAveragePool', ['normed'], 'y'),
      ],
    });
    const { graph, weights } = importOnnx(bytes, { preprocessing: 'torch' });
    const network = createNetwork(graph, weights);
    const x = tf.tensor4d(picture, [1, SIDE, SIDE, CHANNELS]);
    const scores = tf.tidy(() => [...network.logits(x).dataSync()]);
    network.dispose();
    const values = expected();
    scores.forEach((score, c) => {
      const own = values.filter((_, i) => i % CHANNELS === c);
      expect(score).toBeCloseTo(own.reduce((a, b) => a + b, 0) / own.length, 5);
    });
  });
});
