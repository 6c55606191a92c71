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
    ...['Resize', 'HardSwish', 'LeakyRelu', 'GlobalMaxPool', 'LSTM'].map((op): [string, FileSpec, RegExp] => [
      op,
      { nodes: [node(op, ['x'])] },
      new RegExp(
        `^${op} at node up_3 is not supported; supported: Add, ArgMax, AveragePool, .*Unsqueeze\\.$`,
      ),
    ]),
    [
      'an op of somebody else',
      { nodes: [node('Relu', ['x'])].map((relu) => ({ ...relu, op: 'FancyRelu' })) },
      /^FancyRelu at node up_3/,
    ],
    [
      'Transpose otherwise',
      { nodes: [node('Transpose', ['x'], { perm: [0, 1, 3, 2] })] },
      /^Transpose at node up_3 by \[0,1,3,2\]/,
    ],
    [
      'Pad by reflection',
      {
        weights: [ints('p', [0, 0, 1, 1, 0, 0, 1, 1])],
        nodes: [node('Pad', ['x', 'p'], { mode: 'reflect' })],
      },
      /^Pad at node up_3 with reflect/,
    ],
    [
      'Pad by ones',
      { nodes: [node('Pad', ['x'], { pads: [0, 0, 1, 1, 0, 0, 1, 1], value: { float: 1 } })] },
      /^Pad at node up_3 with 1 /,
    ],
    [
      'Pad of channels',
      { nodes: [node('Pad', ['x'], { pads: [0, 1, 0, 0, 0, 0, 0, 0] })] },
      /^Pad at node up_3 by \[0, 1/,
    ],
    [
      'Pad before a rectifier',
      {
        nodes: [before('Pad', ['x'], 'q', { pads: [0, 0, 1, 1, 0, 0, 1, 1] }), node('Relu', ['q'])],
      },
      /^Relu at node up_3 after a Pad .*: Conv, MaxPool, AveragePool\.$/,
    ],
    [
      'Pad before a MaxPool of any values',
      {
        nodes: [
          before('Pad', ['x'], 'q', { pads: [0, 0, 1, 1, 0, 0, 1, 1] }),
          node('MaxPool', ['q'], { kernel_shape: [2, 2] }),
        ],
      },
      /^MaxPool at node up_3 over pixels that a Pad added/,
    ],
    [
      'Mul of two computed values',
      { nodes: [before('Relu', ['x'], 'r'), node('Mul', ['x', 'r'])] },
      /^Mul at node up_3 of two computed values/,
    ],
    [
      'Add along a row',
      { weights: [{ name: 'b', dims: [6], values: [1, 2, 3, 4, 5, 6] }], nodes: [node('Add', ['x', 'b'])] },
      /^Add at node up_3 with a stored tensor of shape \[6\] .* on \[1, 3, 6, 6\]/,
    ],
    [
      'Div of a number by the picture',
      { weights: [{ name: 'b', dims: [], values: [1] }], nodes: [node('Div', ['b', 'x'])] },
      /^Div at node up_3 divides by a computed value/,
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
      'a pool of transposed maps',
      {
        nodes: [
          before('Transpose', ['x'], 't', { perm: [0, 2, 3, 1] }),
          node('MaxPool', ['t'], { kernel_shape: [2, 2] }),
        ],
      },
      /^MaxPool at node up_3 reads a map transposed/,
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
    ['LSTM', {}, /^LSTM at layer “up_3” is not supported; supported: Activation, .*ZeroPadding2D\.$/],
    ['LeakyReLU', {}, /^LeakyReLU at layer “up_3”/],
    ['Activation', { activation: 'swish' }, /^Activation “swish” of layer “up_3”/],
    ['ReLU', { max_value: 4 }, /^ReLU “up_3” with a limit other than 6/],
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
