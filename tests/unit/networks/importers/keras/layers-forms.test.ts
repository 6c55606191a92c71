import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { importTfjsLayers } from '../../../../../src/networks/importers/keras/tfjs-layers';
import { useBackend } from '../../../../../testing/backends';
import { functional, inputLayer, layer, layersModel } from '../layers-file';

type Json = Record<string, unknown>;
const SIDE = 4;
const picture = Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => ((i * 7) % 11) / 4 - 1.2);
const input = inputLayer('x', [null, SIDE, SIDE, 3]);

/** What some layers give of the picture. */
function valuesOf(layers: readonly Json[], weights: Record<string, number[]> = {}, value = 0.25): number[] {
  const last = String(layers.at(-1)?.['name']);
  const { json, bytes } = layersModel(functional([input, ...layers], last), weights, value);
  const { graph, weights: stored } = importTfjsLayers(json, bytes, { preprocessing: 'torch' });
  const network = createNetwork(graph, stored);
  const values = tf.tidy(() => {
    const x = tf.tensor4d(picture, [1, SIDE, SIDE, 3]);
    const trace = network.forward(x, { until: last });
    return [...trace.activation(last).dataSync()];
  });
  network.dispose();
  return values;
}

function expectValues(got: readonly number[], expected: readonly number[]): void {
  expect(got.length).toBe(expected.length);
  got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
}

/** Layers that augment pictures in training, in Keras 2 and 3: each gives its input itself when it infers. */
const IDLE = [
  'AugMix',
  'CutMix',
  'Equalization',
  'MixUp',
  'RandAugment',
  'RandomColorJitter',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomFlip',
  'RandomGaussianBlur',
  'RandomGrayscale',
  'RandomHeight',
  'RandomHue',
  'RandomInvert',
  'RandomPerspective',
  'RandomPosterization',
  'RandomRotation',
  'RandomSaturation',
  'RandomSharpness',
  'RandomShear',
  'RandomWidth',
  'RandomZoom',
  'Solarization',
  'GaussianNoise',
  'SpatialDropout2D',
];

describe('layers of Keras in all their forms', () => {
  beforeAll(() => useBackend('cpu'));

  it.each(IDLE)('%s does nothing', (name) => {
    expectValues(
      valuesOf([layer(name, 'y', { rate: 0.3 }, ['x']), layer('Rescaling', 'z', { scale: 1 }, ['y'])]),
      [...picture],
    );
  });

  it('a Pipeline is its layers in a row', () => {
    const inside = [layer('RandomFlip', 'f'), layer('Rescaling', 'r', { scale: 2 })];
    const pipeline = layer('Pipeline', 'p', { layers: inside }, ['x']);
    const { json, bytes } = layersModel(functional([input, pipeline, layer('Flatten', 'y', {}, ['p'])], 'y'));
    const { graph } = importTfjsLayers(json, bytes);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['input', 'batchNorm', 'flatten']);
  });

  it.each<[string, (v: number) => number]>([
    ['celu', (v) => (v > 0 ? v : Math.expm1(v))],
    ['hard_tanh', (v) => Math.min(1, Math.max(-1, v))],
    ['log_sigmoid', (v) => -Math.log1p(Math.exp(-v))],
  ])('activation %s', (called, of) => {
    expectValues(valuesOf([layer('Activation', 'y', { activation: called }, ['x'])]), [...picture].map(of));
  });

  it('ReLU with a limit and a slope', () => {
    const relu = layer('ReLU', 'y', { max_value: 1, negative_slope: 0.125 }, ['x']);
    expectValues(
      valuesOf([relu]),
      [...picture].map((v) => Math.min(1, v > 0 ? v : v / 8)),
    );
  });

  it.each<[string, number[]]>([
    ['each place', [SIDE, SIDE, 3]],
    ['each column', [1, SIDE, 3]],
    ['all', [1, 1, 1]],
  ])('PReLU with slopes for %s', (_name, alpha) => {
    const expected = [...picture].map((v) => (v > 0 ? v : 0.25 * v));
    expectValues(valuesOf([layer('PReLU', 'y', {}, ['x'])], { 'y/alpha': alpha }), expected);
  });

  it('LayerNormalization over all of a map', () => {
    const weights = { 'y/gamma': [SIDE, SIDE, 3], 'y/beta': [SIDE, SIDE, 3] };
    const mean = picture.reduce((a, b) => a + b, 0) / picture.length;
    const variance = picture.reduce((sum, v) => sum + (v - mean) ** 2, 0) / picture.length;
    expectValues(
      valuesOf([layer('LayerNormalization', 'y', { axis: [1, 2, 3], epsilon: 0.01 }, ['x'])], weights),
      [...picture].map((v) => (0.25 * (v - mean)) / Math.sqrt(variance + 0.01) + 0.25),
    );
  });

  it('a log-softmax at the end is left behind the scores', () => {
    const dense = layer('Dense', 'd', { units: 5, activation: 'log_softmax' }, ['g']);
    const { json, bytes } = layersModel(
      functional([input, layer('GlobalAveragePooling2D', 'g', {}, ['x']), dense], 'd'),
      { 'd/kernel': [3, 5], 'd/bias': [5] },
    );
    const { graph } = importTfjsLayers(json, bytes);
    expect(graph.logits).toBe('d/linear');
    expect(graph.output).toMatchObject({ kind: 'softmax' });
    expect(graph.output).not.toHaveProperty('doubt');
  });

  it('outputs that have names are chosen from', () => {
    const model = functional(
      [
        input,
        layer('GlobalAveragePooling2D', 'g', {}, ['x']),
        layer('Dense', 'd', { units: 5 }, ['g']),
        layer('Dense', 'e', { units: 2 }, ['g']),
      ],
      'd',
    );
    (model['config'] as Json)['output_layers'] = { label: ['d', 0, 0], age: ['e', 0, 0] };
    const { json, bytes } = layersModel(model, {
      'd/kernel': [3, 5],
      'd/bias': [5],
      'e/kernel': [3, 2],
      'e/bias': [2],
    });
    const { graph } = importTfjsLayers(json, bytes);
    expect(graph.output).toMatchObject({ name: 'd', names: ['d', 'e'] });
    expect(graph.classes).toHaveLength(5);
  });

  it('Conv2DTranspose dilated, and with a padding of what it gives', () => {
    const taps = { 'y/kernel': [2, 2, 1, 3], 'y/bias': [1] };
    const at = (row: number, column: number): number =>
      row < 0 || column < 0 || row >= SIDE || column >= SIDE
        ? 0
        : [0, 1, 2].reduce((sum, c) => sum + picture[(row * SIDE + column) * 3 + c]!, 0);
    /** Every place of what is given sums the places whose taps reach it. */
    const spread = (side: number, stride: number, dilation: number): number[] =>
      Array.from({ length: side * side }, (_, i) => {
        const [row, column] = [Math.floor(i / side), i % side];
        let sum = 0;
        for (const a of [0, dilation])
          for (const b of [0, dilation])
            if ((row - a) % stride === 0 && (column - b) % stride === 0)
              sum += at((row - a) / stride, (column - b) / stride);
        return 0.25 * sum + 0.25;
      });
    const up = (config: Json) => layer('Conv2DTranspose', 'y', { filters: 1, ...config }, ['x']);
    expectValues(valuesOf([up({ dilation_rate: [2, 2] })], taps), spread(SIDE + 2, 1, 2));
    expectValues(valuesOf([up({ strides: [2, 2], output_padding: [1, 1] })], taps), spread(9, 2, 1));
  });

  it('Resizing and CenterCrop to another size', () => {
    const expected = tf.tidy(() => {
      const x = tf.tensor4d(picture, [1, SIDE, SIDE, 3]);
      return [...tf.image.resizeBilinear(x, [6, 5], false, true).dataSync()];
    });
    expectValues(valuesOf([layer('Resizing', 'y', { height: 6, width: 5 }, ['x'])]), expected);
    const middle = [...picture].filter((_, i) => {
      const [row, column] = [Math.floor(i / 3 / SIDE), Math.floor(i / 3) % SIDE];
      return row > 0 && row < 3 && column > 0 && column < 3;
    });
    expectValues(valuesOf([layer('CenterCrop', 'y', { height: 2, width: 2 }, ['x'])]), middle);
  });
});
