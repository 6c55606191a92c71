import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { type FileSpec, type NodeSpec, onnxFile } from '../../../../testing/onnx-file';
import { functional, inputLayer, layer, layersModel } from './layers-file';
import { readModelFiles } from '../../../../src/networks/storage/weights';
import { refusal } from './refusal';

const node = (op: string, input: string, output: string, attributes = {}): NodeSpec => ({
  op,
  name: `${op}_at_${output}`,
  inputs: [input],
  output,
  attributes,
});
const END = [node('GlobalAveragePool', 'z', 'g'), node('Flatten', 'g', 'y')];

const refused = (spec: FileSpec) => refusal(() => importOnnx(onnxFile(spec)));

describe('all that stands in the way of a network', () => {
  it('is named at once for ONNX, by kinds, with what a known layer was asked for in vain', async () => {
    const far = { name: 'p', dims: [8], values: [0, 0, 7, 0, 0, 0, 0, 0], as: 'int64_data' } as const;
    const nodes = [
      node('GridSample', 'x', 'a'),
      node('GridSample', 'a', 'b'),
      // What reads an unknown value cannot be converted, and is no blocker itself.
      node('Relu', 'b', 'c'),
      { ...node('Pad', 'x', 'd', { mode: 'reflect' }), inputs: ['x', 'p'] },
      { op: 'Add', inputs: ['c', 'd'], output: 'e' },
      node('Frobnicate', 'e', 'z'),
      ...END,
    ];
    const error = await refused({ weights: [far], nodes });
    expect(error.code).toBe('unsupported-op');
    expect(error.message).toMatch(
      /^4 layers, of 3 kinds, are not supported: GridSample \(2\), (Pad \(1\), Frobnicate|Frobnicate \(1\), Pad) \(1\)\. Pad at node Pad_at_d mirrors more than there is/,
    );
    expect(error.nextStep).toBe(
      'Choose a network without such layers, or replace them where the network is made and train it again.',
    );
  });

  it('is named at once for Keras', async () => {
    const layers = [
      inputLayer(),
      layer('Hashing', 'h', {}, ['x']),
      layer('Discretization', 'd', {}, ['h']),
      layer('Hashing', 'i', {}, ['d']),
      layer('Flatten', 'y', {}, ['i']),
    ];
    const { json, bytes } = layersModel(functional(layers, 'y'));
    const error = await refusal(() => importTfjsLayers(json, bytes));
    expect(error.message).toBe('3 layers, of 2 kinds, are not supported: Hashing (2), Discretization (1).');
  });
});

describe('what a network that is refused seems to be', () => {
  const unknown = [node('Frobnicate', 'x', 'z'), ...END];
  it.each<[string, FileSpec, RegExp, RegExp]>([
    ['a detector', { nodes: [node('NonMaxSuppression', 'x', 'z'), ...END] }, /object detector/, /classifier/],
    [
      'a vision transformer',
      { nodes: [{ ...node('Frobnicate', 'x', 'z'), name: '/blocks/blocks.0/attn/Frob' }, ...END] },
      /looks like a vision transformer/,
      /torch\.onnx\.export/,
    ],
    ['one that was quantised', { nodes: [node('QLinearConv', 'x', 'z'), ...END] }, /quantised/, /float32/],
    ['one quantised on paper', { nodes: [node('QuantizeLinear', 'x', 'z'), ...END] }, /quantised/, /float32/],
    ['a recurrent one', { nodes: [node('LSTM', 'x', 'z'), ...END] }, /recurrent/, /one by one/],
    [
      'a generator',
      { input: [1, 100], nodes: unknown, outputInfos: { y: [1, 3, 64, 64] } },
      /makes pictures and reads none/,
      /discriminator/,
    ],
    [
      'a network from picture to picture',
      { nodes: unknown, outputInfos: { y: [1, 3, 6, 6] } },
      /makes a picture from a picture/,
      /classifier/,
    ],
    [
      'a language model',
      { input: [1, 128], inputName: 'input_ids', nodes: [node('Frobnicate', 'input_ids', 'z'), ...END] },
      /language model/,
      /reads pictures/,
    ],
    [
      'a network for sounds',
      {
        input: [1, 80, 3000],
        inputName: 'input_features',
        nodes: [node('Frobnicate', 'input_features', 'z'), ...END],
        outputInfos: { y: [1, 8, 3000] },
      },
      /sounds or other series of numbers/,
      /one by one/,
    ],
    [
      'a network for films',
      { input: [1, 3, 16, 112, 112], nodes: unknown, outputInfos: { y: [1, 400] } },
      /volumes or films/,
      /one by one/,
    ],
    [
      'a network for tables',
      { input: [1, 4], nodes: unknown, outputInfos: { y: [1, 3] } },
      /rows of a table/,
      /reads pictures/,
    ],
    [
      'a network for text',
      { input: [1, 50], inputName: 'text', nodes: [node('Frobnicate', 'text', 'z'), ...END] },
      /language model/,
      /reads pictures/,
    ],
    [
      'one of several pictures',
      {
        inputs: { left: [1, 3, 6, 6], right: [1, 3, 6, 6] },
        nodes: [node('Frobnicate', 'left', 'z'), ...END],
      },
      /got 2: left, right\. It reads several things at once\./,
      /export the part that reads one picture/,
    ],
    [
      'nobody knows what',
      { nodes: unknown },
      /^Frobnicate at node Frobnicate_at_z is not supported\.$/,
      /train/,
    ],
  ])('is said: %s', async (_name, spec, is, advice) => {
    const error = await refused(spec);
    expect(error.message).toMatch(is);
    expect(error.nextStep).toMatch(advice);
  });
});

describe('a file whose network gives a map', () => {
  const weights = (channels: number, outputs: number) => [
    { name: 'w', dims: [outputs, channels, 1, 1], values: new Float32Array(channels * outputs).fill(0.5) },
  ];
  const conv: NodeSpec = {
    op: 'Conv',
    inputs: ['x', 'w'],
    output: 'y',
    attributes: { kernel_shape: [1, 1] },
  };
  it.each<[string, FileSpec, RegExp]>([
    [
      'a generator',
      {
        input: [1, 4, 1, 1],
        weights: [{ name: 'w', dims: [4, 3, 8, 8], values: new Float32Array(768).fill(0.5) }],
        nodes: [{ op: 'ConvTranspose', inputs: ['x', 'w'], output: 'y' }],
        outputInfos: { y: [1, 3, 8, 8] },
      },
      /makes pictures and reads none/,
    ],
    [
      'a network from picture to picture',
      { weights: weights(3, 3), nodes: [conv], outputInfos: { y: [1, 3, 6, 6] } },
      /map of 6 x 6 places with 3 values each, .* makes a picture from a picture/,
    ],
    [
      'a segmentation',
      { weights: weights(3, 21), nodes: [conv], outputInfos: { y: [1, 21, 6, 6] } },
      /segmentation network: it gives a class for each place/,
    ],
    [
      'a transformer without its classifier',
      {
        weights: [...weights(3, 8), { name: 's', dims: [3], values: [1, 8, 36], as: 'int64_data' }],
        nodes: [
          { ...conv, output: 'c' },
          { op: 'Reshape', inputs: ['c', 's'], output: 't' },
          node('Transpose', 't', 'y', { perm: [0, 2, 1] }),
        ],
        outputInfos: { y: [1, 36, 8] },
      },
      /map of 36 x 1 places with 8 values each, .* without its classifier/,
    ],
    [
      'depths',
      {
        weights: [...weights(3, 1), { name: 'a', dims: [1], values: [1], as: 'int64_data' }],
        input: [1, 3, 64, 64],
        nodes: [
          { ...conv, output: 'c' },
          { op: 'Squeeze', inputs: ['c', 'a'], output: 'y' },
        ],
        outputInfos: { y: [1, 64, 64] },
      },
      /^(?!.*detector)/,
    ],
    ['of one value', { weights: weights(3, 1), nodes: [conv] }, /6 x 6 places with one value each/],
  ])('is told what it seems to be: %s', async (_name, spec, is) => {
    const file = new File([new Uint8Array(onnxFile(spec))], 'n.onnx');
    expect((await refusal(() => readModelFiles([file]))).message).toMatch(is);
  });
});

describe('what a Keras model that is refused seems to be', () => {
  const given = (shape: readonly (number | null)[], name = 'x') =>
    layer('InputLayer', name, { batch_shape: [null, ...shape] });
  it.each<[string, ReturnType<typeof functional>, RegExp]>([
    [
      'a network for volumes',
      functional([given([16, 16, 16, 1]), layer('Conv3D', 'c', {}, ['x'])], 'c'),
      /volumes or films/,
    ],
    [
      'a network for text',
      functional([given([40]), layer('Embedding', 'e', {}, ['x'])], 'e'),
      /sequences|language/,
    ],
    ['a network for sounds', functional([given([16000, 1]), layer('Conv1D', 'c', {}, ['x'])], 'c'), /sounds/],
    [
      'one of Keras 1',
      functional([given([8, 8, 3]), layer('Convolution2D', 'c', { nb_filter: 2 }, ['x'])], 'c'),
      /saved by Keras 1/,
    ],
    [
      'a network for tables',
      functional([given([4]), layer('Dense', 'd', {}, ['x'])], 'd'),
      /rows of a table/,
    ],
    [
      'a network of several pictures',
      functional([given([8, 8, 3]), given([8, 8, 3], 'z'), layer('Add', 'a', {}, ['x', 'z'])], 'a'),
      /has 2 inputs; .* It reads several things at once\./,
    ],
  ])('is said: %s', async (_name, topology, is) => {
    const { json, bytes } = layersModel(topology);
    expect((await refusal(() => importTfjsLayers(json, bytes))).message).toMatch(is);
  });
});
