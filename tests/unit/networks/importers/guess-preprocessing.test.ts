import { describe, expect, it } from 'vitest';
import { guessPreprocessing, type ModelSource } from '../../../../src/networks/importers/guess-preprocessing';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { preprocessingName } from '../../../../src/networks/graph/preprocessing';
import { type NodeSpec, onnxFile, type TensorSpec } from '../../../../testing/onnx-file';
import { functional, inputLayer, layer, layersModel } from './layers-file';
import { said } from '../../../../testing/said';

const guessed = (source: Partial<ModelSource>) =>
  guessPreprocessing([{ id: 'x', op: 'input', inputs: [] }], new Map(), {
    format: 'onnx',
    producer: '',
    names: [],
    ...source,
  });

describe('the guess of a preprocessing', () => {
  it.each<[Partial<ModelSource>, string, RegExp]>([
    [
      { producer: 'pytorch' },
      'torch',
      /^PyTorch export: RGB minus ImageNet’s mean, over its standard deviation\.$/,
    ],
    [{}, 'torch', /^ONNX file that does not say/],
    [{ producer: 'tf2onnx' }, 'tf', /^Keras network: RGB in \[-1, 1\]\.$/],
    [
      { producer: 'tf2onnx', names: ['VGG16.onnx'] },
      'caffe',
      /^Keras network named after vgg: BGR in 0 to 255/,
    ],
    [{ format: 'layers', names: ['resnet50'] }, 'caffe', /named after resnet/],
    [{ format: 'layers', names: ['ResNet50V2'] }, 'tf', /./],
    [{ format: 'layers', names: ['densenet121'] }, 'torch', /./],
    [{ format: 'layers', names: ['mobilenetv2_1.00_224'] }, 'tf', /named after mobilenet/],
    [{ format: 'layers', names: ['sequential_4'] }, 'tf', /^Keras network:/],
  ])('from %o is %s', (source, name, reason) => {
    const guess = guessed(source);
    expect(preprocessingName(guess.preprocessing)).toBe(name);
    expect(said(guess.reason)).toMatch(reason);
  });

  const scalar = (name: string, value: number): TensorSpec => ({ name, dims: [], values: [value] });
  const ending: NodeSpec[] = [{ op: 'GlobalAveragePool', inputs: ['p'], output: 'y' }];
  it.each([
    [127.5, 255],
    [0.5, 1],
  ])('leaves scaling by 1 / %d to the network that begins with it: pixels in 0 to %d', (by, scale) => {
    const nodes: NodeSpec[] = [
      { op: 'Div', inputs: ['x', 'by'], output: 'd' },
      { op: 'Sub', inputs: ['d', 'one'], output: 'p' },
      ...ending,
    ];
    const bytes = onnxFile({ weights: [scalar('by', by), scalar('one', 1)], nodes });
    const { input } = importOnnx(bytes).graph;
    expect(input.preprocessing).toEqual({ scale, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' });
    expect(said(input.guess)).toMatch(`scales its pixels itself: RGB in 0 to ${scale}.`);
    const told = importOnnx(bytes, { preprocessing: 'caffe' }).graph.input;
    expect(preprocessingName(told.preprocessing)).toBe('caffe');
    expect(told.guess).toBeUndefined();
  });

  it('leaves Rescaling to a Keras network that begins with it', () => {
    const layers = [
      inputLayer(),
      layer('Rescaling', 'r', { scale: 1 / 255 }, ['x']),
      layer('Flatten', 'y', {}, ['r']),
    ];
    const { json, bytes } = layersModel(functional(layers, 'y'));
    expect(said(importTfjsLayers(json, bytes).graph.input)).toMatchObject({
      preprocessing: { scale: 255, mean: [0, 0, 0] },
      guess: expect.stringContaining('0 to 255') as string,
    });
  });
});
