import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importTfjsLayers } from '../../../../../src/networks/importers/keras/tfjs-layers';
import { useBackend } from '../../../../../testing/backends';
import { functional, inputLayer, layer, layersModel } from '../layers-file';

type Json = Record<string, unknown>;
const SIDE = 4;
const picture = Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => ((i * 7) % 11) / 4 - 1.2);
const x = (): tf.Tensor4D => tf.tensor4d(picture, [1, SIDE, SIDE, 3]);
const input = inputLayer('x', [null, SIDE, SIDE, 3]);

/** What the last of some layers gives of the picture. */
function valuesOf(layers: readonly Json[], weights: Record<string, number[]> = {}, value = 0.1): number[] {
  const { json, bytes } = layersModel(functional([input, ...layers], 'y'), weights, value);
  const { graph, weights: stored } = importTfjsLayers(json, bytes, { preprocessing: 'torch' });
  const network = createNetwork(graph, stored);
  const last = graph.nodes.at(-1)?.id ?? '';
  const values = tf.tidy(() => [...network.forward(x(), { until: last }).activation(last).dataSync()]);
  network.dispose();
  return values;
}

function expectValues(got: readonly number[], expected: readonly number[]): void {
  expect(got.length).toBe(expected.length);
  got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
}

const sigmoid = (v: number): number => 1 / (1 + Math.exp(-v));
const softplus = (v: number): number => Math.log1p(Math.exp(v));
const activation = (called: string, config: Json = {}) =>
  layer('Activation', 'y', { activation: called, ...config }, ['x']);

/** A layer of Keras 3 that is an operation, called with whatever. */
function operation(className: string, args: readonly unknown[]): Json {
  return { class_name: className, name: 'y', config: { name: 'y' }, inbound_nodes: [{ args, kwargs: {} }] };
}
const tensor = (from: string): Json => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, SIDE, SIDE, 3], dtype: 'float32', keras_history: [from, 0, 0] },
});
const lambda = (called: string, second: unknown): Json => ({
  class_name: 'TFOpLambda',
  name: 'y',
  config: { name: 'y', function: called },
  inbound_nodes: [['x', 0, 0, { y: second, name: null }]],
});

describe('layers and operations of Keras', () => {
  beforeAll(() => useBackend('cpu'));

  it.each<[string, Json, (value: number) => number]>([
    ['silu', activation('silu'), (v) => v * sigmoid(v)],
    ['tanh', activation('tanh'), Math.tanh],
    ['softplus', activation('softplus'), softplus],
    ['mish', activation('mish'), (v) => v * Math.tanh(softplus(v))],
    ['hard_sigmoid of Keras 2', activation('hard_sigmoid'), (v) => Math.min(1, Math.max(0, 0.2 * v + 0.5))],
    [
      'hard_sigmoid of Keras 3',
      activation('hard_sigmoid', { dtype: { class_name: 'DTypePolicy', config: { name: 'float32' } } }),
      (v) => Math.min(1, Math.max(0, v / 6 + 0.5)),
    ],
    ['hard_silu', activation('hard_silu'), (v) => v * Math.min(1, Math.max(0, v / 6 + 0.5))],
    ['LeakyReLU', layer('LeakyReLU', 'y', { alpha: 0.25 }, ['x']), (v) => (v > 0 ? v : v / 4)],
    ['LeakyReLU of Keras 3', layer('LeakyReLU', 'y', {}, ['x']), (v) => (v > 0 ? v : 0.3 * v)],
    ['ELU', layer('ELU', 'y', { alpha: 0.5 }, ['x']), (v) => (v > 0 ? v : 0.5 * Math.expm1(v))],
    ['ReLU with a slope', layer('ReLU', 'y', { negative_slope: 0.125 }, ['x']), (v) => (v > 0 ? v : v / 8)],
    ['ReLU with a limit', layer('ReLU', 'y', { max_value: 1 }, ['x']), (v) => Math.min(1, Math.max(0, v))],
    ['TrueDivide', operation('TrueDivide', [tensor('x'), 0.5]), (v) => v / 0.5],
    ['Subtract of a number', operation('Subtract', [tensor('x'), 1]), (v) => v - 1],
    ['Subtract from a number', operation('Subtract', [1, tensor('x')]), (v) => 1 - v],
    ['Multiply by itself', operation('Multiply', [tensor('x'), tensor('x')]), (v) => v * v],
    ['Subtract of itself', layer('Subtract', 'y', {}, ['x', 'x']), () => 0],
    ['math.truediv', lambda('math.truediv', 127.5), (v) => v / 127.5],
    ['math.subtract', lambda('math.subtract', 1), (v) => v - 1],
    ['math.multiply of two', lambda('math.multiply', ['x', 0, 0]), (v) => v * v],
    ...[
      'RandomContrast',
      'RandomTranslation',
      'RandomBrightness',
      'ActivityRegularization',
      'GaussianDropout',
      'AlphaDropout',
    ].map((name): [string, Json, (value: number) => number] => [
      name,
      layer(name, 'y', { rate: 0.3 }, ['x']),
      (v) => v,
    ]),
    ...['CenterCrop', 'RandomCrop', 'Resizing'].map((name): [string, Json, (value: number) => number] => [
      `${name} to the size there is`,
      layer(name, 'y', { height: SIDE, width: SIDE }, ['x']),
      (v) => v,
    ]),
  ])('%s', (_name, one, of) => {
    // A layer that does nothing gives the input itself.
    const after = layer('Rescaling', 'z', { scale: 1 }, ['y']);
    const renamed = [
      one,
      { ...after, name: 'after', config: { ...(after['config'] as Json), name: 'after' } },
    ];
    const { json, bytes } = layersModel(functional([input, ...renamed], 'after'));
    const { graph, weights } = importTfjsLayers(json, bytes, { preprocessing: 'torch' });
    const network = createNetwork(graph, weights);
    const values = tf.tidy(() => [
      ...network.forward(x(), { until: 'after' }).activation('after').dataSync(),
    ]);
    network.dispose();
    expectValues(values, [...picture].map(of));
  });

  it('GlobalMaxPooling2D', () => {
    const largest = [0, 1, 2].map((c) => Math.max(...picture.filter((_, i) => i % 3 === c)));
    expectValues(valuesOf([layer('GlobalMaxPooling2D', 'y', {}, ['x'])]), largest);
  });

  it('UpSampling2D and Cropping2D', () => {
    const up = layer('UpSampling2D', 'u', { size: [2, 2] }, ['x']);
    const cut = layer(
      'Cropping2D',
      'y',
      {
        cropping: [
          [1, 2],
          [3, 0],
        ],
      },
      ['u'],
    );
    const expected = tf.tidy(() => {
      const grown = tf.image.resizeNearestNeighbor(x(), [2 * SIDE, 2 * SIDE]);
      return [...tf.slice(grown, [0, 1, 3, 0], [1, 2 * SIDE - 3, 2 * SIDE - 3, 3]).dataSync()];
    });
    expectValues(valuesOf([up, cut]), expected);
  });

  it('ZeroPadding2D before a MaxPooling2D of values of both signs', () => {
    const pad = layer('ZeroPadding2D', 'p', { padding: 1 }, ['x']);
    const pool = layer('MaxPooling2D', 'y', { pool_size: [3, 3], strides: [2, 2] }, ['p']);
    const expected = tf.tidy(() => {
      const padded = tf.pad(x(), [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ]);
      return [...tf.maxPool(padded, 3, 2, 'valid').dataSync()];
    });
    expectValues(valuesOf([pad, pool]), expected);
  });

  it('LayerNormalization and GroupNormalization, which is the same for one place', () => {
    const weights = { 'y/gamma': [3], 'y/beta': [3] };
    const expected = [...picture].map((value, i) => {
      const own = picture.slice(i - (i % 3), i - (i % 3) + 3);
      const mean = own.reduce((a, b) => a + b, 0) / 3;
      const variance = own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 3;
      return (0.1 * (value - mean)) / Math.sqrt(variance + 0.01) + 0.1;
    });
    expectValues(
      valuesOf([layer('LayerNormalization', 'y', { axis: [-1], epsilon: 0.01 }, ['x'])], weights),
      expected,
    );
    const grouped = valuesOf(
      [layer('GroupNormalization', 'y', { groups: -1, epsilon: 0.01 }, ['x'])],
      weights,
    );
    expect(grouped.reduce((a, b) => a + b, 0) / grouped.length).toBeCloseTo(0.1, 5);
  });

  it('Conv2DTranspose and PReLU', () => {
    const kernel = { 'u/kernel': [2, 2, 1, 3], 'u/bias': [1], 'y/alpha': [1, 1, 1] };
    const up = layer('Conv2DTranspose', 'u', { filters: 1, strides: [2, 2], padding: 'same' }, ['x']);
    const values = valuesOf([up, layer('PReLU', 'y', { shared_axes: [1, 2] }, ['u'])], kernel, 0.5);
    const expected = tf.tidy(() => {
      const sums = tf.add(tf.mul(tf.sum(x(), 3, true), 0.5), 0.5);
      const grown = tf.image.resizeNearestNeighbor(sums as tf.Tensor4D, [2 * SIDE, 2 * SIDE]);
      return [...tf.where(tf.greater(grown, 0), grown, tf.mul(grown, 0.5)).dataSync()];
    });
    expectValues(values, expected);
  });
});
