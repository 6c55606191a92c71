import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { greyPixels } from '../../../../src/core/pictures/grey-pixels';
import { imageTensor } from '../../../../src/engine/worker/networks/classify';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { ImportedNetwork } from '../../../../src/networks/graph/graph';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { useBackend } from '../../../../testing/backends';
import { onnxFile } from '../../../../testing/onnx-file';
import { layer, layersModel, sequential } from './layers-file';
import { refusal } from './refusal';

const RAW = { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' } as const;
const KERNEL = Float32Array.of(0.5, -1, 2, 0.25, 1, -0.5, 0.75, 1.5);

/** `y_c = mean over places of k_c * x`, for pictures of one channel, 2x2 by a kernel of 2x2. */
const grey = (input: readonly number[] = [1, 1, 2, 2]): Uint8Array =>
  onnxFile({
    input: [...input],
    weights: [{ name: 'k', dims: [2, 1, 2, 2], values: KERNEL }],
    nodes: [
      { op: 'Conv', inputs: ['x', 'k'], output: 'c' },
      { op: 'Flatten', inputs: ['c'], output: 'y' },
    ],
  });

const photo = {
  width: 2,
  height: 2,
  data: Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 10, 20, 30, 255),
};
/** Pillow 12: `Image.fromarray(...).convert("L")` of these. */
const LUMA = [76, 150, 29, 18];

function scores({ graph, weights }: ImportedNetwork): Float32Array {
  const network = createNetwork(graph, weights);
  const values = tf.tidy(() => network.logits(imageTensor(graph, photo)).dataSync<'float32'>());
  network.dispose();
  return values;
}

describe('networks of one channel', () => {
  beforeAll(() => useBackend('cpu'));

  it('read a photo in grey, as Pillow makes it', () => {
    const { data } = greyPixels(photo);
    expect([...data].filter((_, i) => i % 4 === 1)).toEqual(LUMA);
    expect(greyPixels({ ...photo, data }).data).toEqual(data);
    const network = importOnnx(grey(), { preprocessing: RAW });
    expect(network.graph.input.grey).toBe(true);
    const expected = [0, 4].map((from) =>
      LUMA.reduce((sum, value, i) => sum + (value / 255) * (KERNEL[from + i] ?? 0), 0),
    );
    scores(network).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? 0, 5));
  });

  it('are read from Keras, too', () => {
    const { json, bytes } = layersModel(
      sequential([
        layer('Flatten', 'f', { batch_input_shape: [null, 2, 2, 1] }),
        layer('Dense', 'd', { units: 2 }),
      ]),
      { 'd/kernel': [4, 2], 'd/bias': [2] },
    );
    const network = importTfjsLayers(json, bytes, { preprocessing: RAW });
    const expected = 0.1 * LUMA.reduce((sum, value) => sum + value / 255, 1);
    expect(scores(network)[0]).toBeCloseTo(expected, 5);
  });

  it.each<[string, readonly number[], string, (at: number) => number]>([
    ['grey without an axis for its channel', [1, 8, 8], '', (at) => at * 3],
    ['grey in a row', [1, 64], '', (at) => at * 3],
    [
      'colours in a row, channel by channel',
      [1, 192],
      'pytorch',
      (at) => (at % 64) * 3 + Math.floor(at / 64),
    ],
    ['colours in a row of TensorFlow', [1, 192], 'tf2onnx', (at) => at],
    ['colours without a batch', [3, 8, 8], '', (at) => (at % 64) * 3 + Math.floor(at / 64)],
  ])('%s is a picture in ONNX, too', (_name, input, producer, lies) => {
    const count = input.reduce((a, b) => a * b, 1);
    const weight = Float32Array.from({ length: count }, (_, i) => ((i * 5) % 17) / 8 - 1);
    const { graph, weights } = importOnnx(
      onnxFile({
        producer,
        input,
        weights: [
          { name: 's', dims: [2], values: [1, count], as: 'int64_data' },
          {
            name: 'w',
            dims: [count, 2],
            values: Float32Array.from({ length: 2 * count }, (_, i) => weight[i >> 1]! * (1 + (i % 2))),
          },
        ],
        nodes: [
          { op: 'Reshape', inputs: ['x', 's'], output: 'r' },
          { op: 'MatMul', inputs: ['r', 'w'], output: 'y' },
        ],
      }),
      { preprocessing: 'torch' },
    );
    expect(graph.input).toMatchObject({ size: [8, 8] });
    expect(graph.notes?.length ?? 0).toBe(input.length === 2 ? 1 : 0);
    const picture = Float32Array.from({ length: 192 }, (_, i) => ((i * 11) % 23) / 10 - 1);
    // Grey shows in all three channels.
    const shown = picture.map((_, i) => picture[count === 64 ? i - (i % 3) : i]!);
    const network = createNetwork(graph, weights);
    const [score] = tf.tidy(() => network.logits(tf.tensor4d(shown, [1, 8, 8, 3])).dataSync());
    network.dispose();
    expect(score).toBeCloseTo(
      weight.reduce((sum, value, at) => sum + value * shown[lies(at)]!, 0),
      3,
    );
  });

  it('with strokes the other way round are a preprocessing of negative deviation', () => {
    const network = importOnnx(grey(), { preprocessing: { ...RAW, mean: [1, 1, 1], std: [-1, -1, -1] } });
    const expected = LUMA.reduce((sum, value, i) => sum + (1 - value / 255) * (KERNEL[i] ?? 0), 0);
    expect(scores(network)[0]).toBeCloseTo(expected, 5);
  });

  it('other numbers of channels are named and refused', async () => {
    const two = await refusal(() => importOnnx(grey([1, 2, 2, 2])));
    expect(two.message).toMatch(/takes two channels/);
    const four = await refusal(() => importOnnx(grey([1, 4, 2, 2])));
    expect(four.message).toMatch(/takes four channels.*a photo here has three colours/);
    const nine = await refusal(() => importOnnx(grey([1, 9, 2, 2])));
    expect(nine.message).toBe(
      'Expected a picture in colour (3 channels) or grey (1 channel) as input “x”, got [1, 9, 2, 2].',
    );
  });
});
