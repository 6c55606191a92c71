import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { type FileSpec, type NodeSpec, onnxFile } from '../../../../testing/onnx-file';
import { functional, inputLayer, layer, layersModel } from './layers-file';
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
