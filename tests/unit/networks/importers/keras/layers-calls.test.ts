import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { preprocessingName } from '../../../../../src/core/records/preprocessings';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importTfjsLayers } from '../../../../../src/networks/importers/keras/tfjs-layers';
import { useBackend } from '../../../../../testing/backends';
import { functional, inputLayer, layer, layersModel } from '../layers-file';
import { refusal } from '../refusal';

type Json = Record<string, unknown>;
const SIDE = 4;
const picture = Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => ((i * 7) % 11) / 4 - 1.2);
const input = inputLayer('x', [null, SIDE, SIDE, 3]);
const twice = (one: Json, ...calls: readonly (readonly unknown[])[]): Json => ({
  ...one,
  inbound_nodes: calls.map((read) => [read]),
});
const operation = (kind: string, args: readonly unknown[], config: Json = {}, name = 'y'): Json => ({
  class_name: kind,
  name,
  config: { name, ...config },
  inbound_nodes: [{ args, kwargs: {} }],
});
const tensor = (from: string): Json => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, SIDE, SIDE, 3], dtype: 'float32', keras_history: [from, 0, 0] },
});
const ELLIPSIS = { class_name: '__ellipsis__', config: {} };

function imported(topology: Json, weights: Record<string, number[]> = {}) {
  const { json, bytes } = layersModel(topology, weights);
  return importTfjsLayers(json, bytes);
}

/** What a model's last node gives of the picture. */
function valuesOf(topology: Json): number[] {
  const { json, bytes } = layersModel(topology);
  const { graph, weights } = importTfjsLayers(json, bytes, { preprocessing: 'torch' });
  const network = createNetwork(graph, weights);
  const id = graph.nodes.at(-1)?.id ?? '';
  const x = tf.tensor4d(picture, [1, SIDE, SIDE, 3]);
  const values = tf.tidy(() => [...network.forward(x, { until: id }).activation(id).dataSync()]);
  network.dispose();
  return values;
}

function expectValues(got: readonly number[], expected: readonly number[]): void {
  expect(got.length).toBe(expected.length);
  got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
}

describe('calls of Keras’s layers', () => {
  beforeAll(() => useBackend('cpu'));

  it('a layer that is called twice acts twice, and the call that is read is the one meant', () => {
    const half = twice(
      layer('Rescaling', 'half', { scale: 0.5, offset: 1 }),
      ['x', 0, 0, {}],
      ['half', 0, 0, {}],
    );
    const sum = layer('Add', 'y');
    const both = {
      ...sum,
      inbound_nodes: [
        [
          ['half', 1, 0, {}],
          ['x', 0, 0, {}],
        ],
      ],
    };
    const expected = [...picture].map((v) => (v / 2 + 1) / 2 + 1 + v);
    expectValues(valuesOf(functional([input, half, both], 'y')), expected);
  });

  it('a model that is called twice is laid out twice', () => {
    const inner = functional([inputLayer('x'), layer('Rescaling', 'r', { scale: 3 }, ['x'])], 'r', 'm');
    const model = twice({ ...inner, name: 'm' }, ['x', 0, 0, {}], ['m', 0, 0, {}]);
    const after = { ...layer('Activation', 'y', { activation: 'tanh' }), inbound_nodes: [[['m', 1, 0, {}]]] };
    expectValues(
      valuesOf(functional([input, model, after], 'y')),
      [...picture].map((v) => Math.tanh(9 * v)),
    );
  });

  const turned = picture.map((_, i) => picture[i - (i % 3) + 2 - (i % 3)] ?? 0);
  const slice = (start: number | null, stop: number | null, step: number | null): Json => ({
    start,
    stop,
    step,
  });

  it.each<[string, Json]>([
    [
      'Keras 2',
      {
        ...layer('SlicingOpLambda', 'y', { function: '__operators__.getitem' }),
        inbound_nodes: [['x', 0, 0, { slice_spec: [{ class_name: '__ellipsis__' }, slice(null, null, -1)] }]],
      },
    ],
    [
      'Keras 3',
      operation('GetItem', [
        tensor('x'),
        [ELLIPSIS, { class_name: '__slice__', config: slice(null, null, -1) }],
      ]),
    ],
  ])('colours turned round by x[..., ::-1] of %s', (_name, one) => {
    expectValues(valuesOf(functional([input, one], 'y')), [...turned]);
  });

  it('VGG’s own preprocess_input inside a network is not done a second time', () => {
    const means = [-103.939, -116.779, -123.68];
    const first = operation(
      'GetItem',
      [tensor('x'), [ELLIPSIS, { class_name: '__slice__', config: slice(null, null, -1) }]],
      {},
      'bgr',
    );
    const bias = {
      ...layer('TFOpLambda', 'centred', { function: 'nn.bias_add' }),
      inbound_nodes: [['bgr', 0, 0, { bias: means, data_format: 'NHWC' }]],
    };
    const rest = [layer('Flatten', 'f', {}, ['centred']), layer('Dense', 'y', { units: 2 }, ['f'])];
    const { graph } = imported(functional([input, first, bias, ...rest], 'y', 'vgg16'), {
      'y/kernel': [SIDE * SIDE * 3, 2],
      'y/bias': [2],
    });
    expect(preprocessingName(graph.input.preprocessing)).toBe('bytes');
    expect(graph.input.guess?.strength).toBe('sure');
  });

  it('StochasticDepth does nothing', () => {
    const one = layer('StochasticDepth', 'd', { drop_path_rate: 0.2 }, ['x']);
    const after = layer('Activation', 'y', { activation: 'tanh' }, ['d']);
    expectValues(valuesOf(functional([input, one, after], 'y')), [...picture].map(Math.tanh));
  });

  it.each<[string, Json, RegExp]>([
    ['a sum with what is no number', operation('Add', [tensor('x'), 'a word']), /of such layers/],
    ['entries of the pictures', operation('GetItem', [tensor('x'), [0]]), /all but the pictures/],
    ['an entry beyond the end', operation('GetItem', [tensor('x'), [ELLIPSIS, 7]]), /all but the pictures/],
    ['a mean over the pictures', operation('Mean', [tensor('x')], { axis: 0 }), /all but the pictures/],
    ['a stack along the pictures', operation('Stack', [[tensor('x')]], { axis: 0 }), /along axis 0/],
    ['a permutation that is none', layer('Permute', 'y', { dims: [1, 1, 2] }, ['x']), /order \[1, 1, 2\]/],
    [
      'attention over a map',
      layer('MultiHeadAttention', 'y', { num_heads: 1, key_dim: 2 }, ['x', 'x']),
      /over tokens, without a mask/,
    ],
  ])('%s is refused', async (_name, one, message) => {
    const error = await refusal(() => Promise.resolve(imported(functional([input, one], 'y'))));
    expect(error.message).toMatch(message);
  });
});
