import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { type FileSpec, type NodeSpec, onnxFile } from '../../../../testing/onnx-file';
import { functional, inputLayer, layer, layersModel } from './layers-file';
import { refusal } from './refusal';

const ints = (name: string, values: number[]) => ({
  name,
  dims: [values.length],
  values,
  as: 'int64_data' as const,
});
const node = (op: string, inputs: string[], attributes = {}): NodeSpec => ({
  op,
  name: 'up_3',
  inputs,
  output: 'y',
  attributes,
});
const before = (op: string, inputs: string[], output: string, attributes = {}): NodeSpec => ({
  op,
  inputs,
  output,
  attributes,
});

describe('what an ONNX file asks for in vain is named with its node', () => {
  it.each<[string, FileSpec, RegExp]>([
    ...['RoiAlign', 'GridSample', 'LSTM'].map((op): [string, FileSpec, RegExp] => [
      op,
      { nodes: [node(op, ['x'])] },
      new RegExp(`^${op} at node up_3 is not supported\\.`),
    ]),
    [
      'an op of somebody else',
      { nodes: [node('Relu', ['x'])].map((relu) => ({ ...relu, op: 'FancyRelu' })) },
      /^FancyRelu at node up_3/,
    ],
    [
      'Add of more than there is',
      { weights: [{ name: 'b', dims: [5], values: [1, 2, 3, 4, 5] }], nodes: [node('Add', ['x', 'b'])] },
      /^Add at node up_3 with a stored tensor of shape \[5\] .* on \[1, 3, 6, 6\]/,
    ],
    ...(
      [
        [{ cubic_coeff_a: { float: -0.5 }, mode: 'cubic' }, /cubic_coeff_a/],
        [{ exclude_outside: 1, mode: 'cubic' }, /exclude_outside/],
        [{ keep_aspect_ratio_policy: 'not_larger' }, /not_larger/],
        [{ axes: [3, 2] }, /axes 3, 2/],
      ] as const
    ).map(([attributes, what]): [string, FileSpec, RegExp] => [
      `Resize with ${what.source}`,
      {
        weights: [ints('s', [1, 3, 9, 9])],
        nodes: [node('Resize', ['x', '', '', 's'], attributes)],
      },
      new RegExp(`^Resize at node up_3 with ${what.source} is not supported\\.`),
    ]),
    [
      'Pad that folds a map over twice',
      {
        weights: [ints('p', [0, 0, 7, 0, 0, 0, 0, 0])],
        nodes: [node('Pad', ['x', 'p'], { mode: 'reflect' })],
      },
      /^Pad at node up_3 mirrors more than there is/,
    ],
    [
      'Gather by what is computed',
      { nodes: [before('Relu', ['x'], 'r'), node('Gather', ['x', 'r'])] },
      /^Gather at node up_3 by entries that are computed/,
    ],
    [
      'Where by what the picture shows',
      {
        nodes: [before('Greater', ['x', 'b'], 'r'), node('Where', ['r', 'x', 'x'])],
        weights: [{ name: 'b', dims: [], values: [1] }],
      },
      /^Where at node up_3 chooses by what the picture shows/,
    ],
    [
      'Resize to a size that is computed',
      { nodes: [node('Resize', ['x', '', 'x'])] },
      /^Resize at node up_3 to a size that is computed/,
    ],
    [
      'Einsum of one',
      { nodes: [node('Einsum', ['x'], { equation: 'nchw->nc' })] },
      /^Einsum at node up_3 by “nchw->nc”/,
    ],
    [
      'LogSoftmax inside',
      {
        nodes: [before('GlobalAveragePool', ['x'], 'g'), node('LogSoftmax', ['g'], { axis: 1 })]
          .map((one, i) => (i === 1 ? { ...one, output: 'p' } : one))
          .concat(before('Relu', ['p'], 'y')),
      },
      /^LogSoftmax at node up_3 is not supported here/,
    ],
    [
      'Cast to whole numbers',
      { nodes: [node('Cast', ['x'], { to: 7 })] },
      /^Cast at node up_3 to ONNX type 7/,
    ],
  ])('%s', async (_name, spec, message) => {
    const error = await refusal(() => importOnnx(onnxFile({ input: [1, 3, 6, 6], ...spec })));
    expect(error.message).toMatch(message);
    expect(error.code).toBe('unsupported-op');
  });
});

describe('what a layers model asks for in vain is named with its layer', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['LSTM', {}, /^LSTM at layer “up_3” is not supported\. It looks like a recurrent network/],
    ['Activation', { activation: 'glu' }, /^Activation “glu” of layer “up_3”/],
    ['ReLU', { threshold: 4 }, /^ReLU “up_3” with a threshold/],
    ['MaxPooling2D', { data_format: 'channels_first' }, /^MaxPooling2D “up_3” is channels_first/],
    ['Rescaling', { scale: [1, 2] }, /^Rescaling “up_3” has 2 values of scale for 3 channels/],
    ['Normalization', { mean: [1, 2], variance: [1] }, /^Normalization “up_3” .* got 2 and 1/],
  ])('%s %o', async (className, config, message) => {
    const { json, bytes } = layersModel(
      functional([inputLayer(), layer(className, 'up_3', config, ['x'])], 'up_3'),
    );
    const error = await refusal(() => importTfjsLayers(json, bytes));
    expect(error.message).toMatch(message);
    expect(error.code).toBe('unsupported-op');
  });
});
