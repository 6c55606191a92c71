import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importOnnx } from '../../../../../src/networks/importers/onnx/onnx';
import { useBackend } from '../../../../../testing/backends';
import { onnxFile } from '../../../../../testing/onnx-file';
import { generator } from '../../../../../testing/small-generator';

const SIDE = 4;
const random = generator(5);
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random() - 0.5);

describe('a transposed convolution both strided and dilated', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([1, 3])('in %i groups lays each tap where its file says, and has a gradient', (groups) => {
    const [stride, dilation, taps] = [2, 3, 3];
    const size = (SIDE - 1) * stride + (taps - 1) * dilation + 1;
    const outputs = groups;
    // [I, O / groups, h, w]
    const kernel = numbers(3 * taps * taps);
    const bytes = onnxFile({
      input: [1, 3, SIDE, SIDE],
      weights: [{ name: 'k', dims: [3, outputs / groups, taps, taps], values: kernel }],
      nodes: [
        {
          op: 'ConvTranspose',
          inputs: ['x', 'k'],
          output: 'c',
          attributes: { strides: [stride, stride], dilations: [dilation, dilation], group: groups },
        },
        { op: 'ReduceMean', inputs: ['c'], output: 'm', attributes: { axes: [1] } },
        { op: 'Flatten', inputs: ['m'], output: 'y' },
      ],
    });
    const picture = numbers(3 * SIDE * SIDE);
    const expected = new Float32Array(size * size);
    for (let c = 0; c < 3; c++)
      for (let at = 0; at < SIDE * SIDE; at++)
        for (let tap = 0; tap < taps * taps; tap++) {
          const row = Math.floor(at / SIDE) * stride + Math.floor(tap / taps) * dilation;
          const column = (at % SIDE) * stride + (tap % taps) * dilation;
          expected[row * size + column]! += (picture[at * 3 + c]! * kernel[c * taps * taps + tap]!) / outputs;
        }
    const { graph, weights } = importOnnx(bytes, { preprocessing: 'torch' });
    const network = createNetwork(graph, weights);
    const x = tf.tensor4d(picture, [1, SIDE, SIDE, 3]);
    const trace = network.forward(x);
    const logits = trace.logits.dataSync();
    const dy = numbers(logits.length);
    const gradient = tf.tidy(() => {
      const seeds = new Map([[graph.logits, tf.tensor(dy, [1, dy.length])]]);
      return network.backward(trace, seeds).input.dataSync();
    });
    trace.dispose();
    network.dispose();
    logits.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    // The layer is linear: what its gradient gives of the picture is what dy gives of the scores.
    const sum = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
      Array.from(a, (value, i) => value * b[i]!).reduce((all, one) => all + one, 0);
    expect(sum(gradient, picture)).toBeCloseTo(sum(dy, expected), 4);
  });
});
