import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../src/networks/executor/executor';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { useBackend } from '../../../../testing/backends';
import { layer, sequential } from './layers-file';

const conv = (name: string, more: Record<string, unknown> = {}) =>
  layer('Conv2D', name, { filters: 3, kernel_size: [3, 3], padding: 'same', use_bias: true, ...more });
const topology = sequential([
  conv('c1', { batch_input_shape: [null, 5, 5, 3], activation: 'relu' }),
  layer('BatchNormalization', 'bn', { axis: -1, scale: false }),
  conv('c2', { activation: 'relu' }),
  layer('GlobalAveragePooling2D', 'gap'),
  layer('Dense', 'd', { units: 3, use_bias: true }),
]);
/** Every weight by its plain name; the two convolutions could be exchanged without a misfit. */
const PLAIN: Readonly<Record<string, readonly number[]>> = {
  'c1/kernel': [3, 3, 3, 3],
  'c1/bias': [3],
  'bn/beta': [3],
  'bn/moving_mean': [3],
  'bn/moving_variance': [3],
  'c2/kernel': [3, 3, 3, 3],
  'c2/bias': [3],
  'd/kernel': [3, 3],
  'd/bias': [3],
};
const count = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

type Entry = { name: string; shape: readonly number[]; dtype: 'float32'; group?: string };

/** The model's manifest and weights, under the names that `rename` gives. */
function file(rename: (plain: string) => string | Entry[]) {
  let seed = 1;
  const entries: Entry[] = [];
  const values: number[] = [];
  for (const [plain, shape] of Object.entries(PLAIN)) {
    const name = rename(plain);
    const written = typeof name === 'string' ? [{ name, shape, dtype: 'float32' as const }] : name;
    for (const entry of written) {
      entries.push(entry);
      // Positive, as a variance has to be.
      values.push(...Array.from({ length: count(entry.shape) }, () => 0.5 + 0.4 * Math.sin(seed++ * 7.3)));
    }
  }
  return {
    json: { modelTopology: topology, weightsManifest: [{ paths: ['w.bin'], weights: entries }] },
    bytes: new Uint8Array(Float32Array.from(values).buffer),
  };
}

const picture = () =>
  tf.tensor4d(
    Array.from({ length: 75 }, (_, i) => Math.sin(i)),
    [1, 5, 5, 3],
  );

/** What plain TF.js computes; null where it refuses the file. */
async function plainTfjs({ json, bytes }: ReturnType<typeof file>): Promise<number[] | null> {
  try {
    const model = await tfl.loadLayersModel({
      load: () =>
        Promise.resolve({
          modelTopology: json.modelTopology,
          weightSpecs: json.weightsManifest.flatMap((group) =>
            group.weights.map((entry) => ({ ...entry, shape: [...entry.shape] })),
          ) as tf.io.WeightsManifestEntry[],
          weightData: bytes.slice().buffer,
        }),
    });
    return Array.from((model.predict(picture()) as tf.Tensor).dataSync());
  } catch {
    return null;
  }
}

function own({ json, bytes }: ReturnType<typeof file>): number[] {
  const { graph, weights } = importTfjsLayers(json, bytes, { preprocessing: 'torch' });
  const network = createNetwork(graph, weights);
  const logits = Array.from(network.logits(picture()).dataSync());
  network.dispose();
  return logits;
}

const renamed = (names: Readonly<Record<string, string>>) => (plain: string) => {
  const [owner = '', kind = ''] = plain.split('/');
  return `${names[owner] ?? owner}/${kind}`;
};

describe('weights go to the layers that TF.js gives them to', () => {
  beforeAll(() => useBackend('cpu'));

  it.each<[string, (plain: string) => string | Entry[]]>([
    ['plain names', (plain) => plain],
    ['an inner name that is another layer’s', renamed({ c1: 'c1/c2', c2: 'c2/c3', bn: 'bn/c1', d: 'd/d_1' })],
    ['an inner name with a suffix', renamed({ c1: 'c1/c1_1', c2: 'c2/c2_1', bn: 'bn/bn_1', d: 'd/d_1' })],
    ['an inner name for some', renamed({ c2: 'c2/c1' })],
    [
      'numbers in the order of each layer’s weights',
      (plain) => {
        const [owner = '', kind = ''] = plain.split('/');
        const order = { kernel: 0, bias: 1, beta: 0, moving_mean: 1, moving_variance: 2 }[kind];
        return `${owner}/${String(order)}`;
      },
    ],
    [
      'weights of the optimizer beside',
      (plain) => [
        { name: plain, shape: PLAIN[plain] ?? [], dtype: 'float32' },
        { name: `Adam/${plain}/m`, shape: PLAIN[plain] ?? [], dtype: 'float32', group: 'optimizer' },
      ],
    ],
  ])('%s', async (_, rename) => {
    const given = file(rename);
    const expected = await plainTfjs(given);
    expect(expected).not.toBeNull();
    own(given).forEach((value, i) => expect(value).toBeCloseTo(expected?.[i] ?? NaN, 5));
  });

  it.each<[string, (plain: string) => string | Entry[], RegExp]>([
    ['names of no layer', renamed({ c1: 'conv_10' }), /“c1” has no kernel/],
    ['two names for one layer', renamed({ c1: 'c1/a', c2: 'c1/b' }), /several weights “c1\/kernel”/],
    [
      'a weight too many',
      (plain) =>
        plain === 'd/bias'
          ? [plain, 'e/bias'].map((name) => ({ name, shape: [3], dtype: 'float32' }))
          : plain,
      /a weight that none of its layers takes: “e\/bias”/,
    ],
    [
      'a weight that its layer has no use for',
      (plain) =>
        plain === 'bn/beta'
          ? [plain, 'bn/gamma'].map((name) => ({ name, shape: [3], dtype: 'float32' }))
          : plain,
      /none of its layers takes: “bn\/gamma”/,
    ],
    [
      'a weight too few',
      (plain) => (plain === 'bn/beta' ? [] : plain),
      /BatchNormalization “bn” has no beta/,
    ],
    [
      'another number of outputs than the layer has',
      (plain) =>
        plain.startsWith('d/')
          ? [{ name: plain, shape: plain === 'd/bias' ? [2] : [3, 2], dtype: 'float32' }]
          : plain,
      /Dense “d” has 3 units, but its weights are for 2/,
    ],
  ])('and what TF.js refuses is refused: %s', async (_, rename, message) => {
    const given = file(rename);
    expect(await plainTfjs(given)).toBeNull();
    expect(() => own(given)).toThrow(message);
  });

  it('a model’s name before the layer’s, as Keras 3 writes it, is read all the same', () => {
    const scoped = own(file((plain) => `model/${plain}`));
    expect(scoped).toEqual(own(file((plain) => plain)));
  });
});
