import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type PreprocessingName,
  preprocessingName,
  PREPROCESSINGS,
} from '../../../../src/core/records/preprocessings';
import type { Node } from '../../../../src/networks/graph/graph';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import {
  guessPreprocessing,
  type PictureSource,
} from '../../../../src/networks/importers/preprocessing/guess-preprocessing';
import { present } from '../../../../src/networks/storage/lazy-numbers';
import { type NodeSpec, onnxFile, type TensorSpec } from '../../../../testing/onnx-file';
import { functional, inputLayer, layer, layersModel } from './layers-file';
import { readPng } from '../../../../testing/png-pixels';
import { generator } from '../../../../testing/small-generator';
import { said } from '../../../../testing/said';

const SAMPLES = ['beagle', 'chain-saw', 'church', 'garbage-truck', 'golf-ball', 'samoyed'];

const INPUT: Node = { id: 'x', op: 'input', inputs: [] };

/** The guess for a network of layers called so, one after the other. */
const guessed = (source: Partial<PictureSource>, layers: readonly string[] = []) =>
  guessPreprocessing(
    [
      INPUT,
      ...layers.map((id, i): Node => ({ id, op: 'relu', inputs: [i === 0 ? 'x' : (layers[i - 1] ?? '')] })),
    ],
    new Map(),
    { format: 'onnx', producer: '', names: [], size: [224, 224], channels: 3, classes: 10, ...source },
  );

describe('the guess of a preprocessing', () => {
  it.each<[Partial<PictureSource>, PreprocessingName, RegExp]>([
    [
      { producer: 'pytorch' },
      'torch',
      /^PyTorch export: RGB minus ImageNet’s mean, over its standard deviation\.$/,
    ],
    [{}, 'torch', /^ONNX file that does not say/],
    [{ producer: 'tf2onnx' }, 'unit', /^Keras network: RGB in \[0, 1\]\.$/],
    [
      { producer: 'tf2onnx', names: ['VGG16.onnx'] },
      'caffe',
      /^Keras network named after vgg: BGR in 0 to 255/,
    ],
    [{ format: 'layers', names: ['resnet50'] }, 'caffe', /named after resnet/],
    [{ format: 'layers', names: ['ResNet50V2'] }, 'tf', /./],
    [{ format: 'layers', names: ['densenet121'] }, 'torch', /./],
    [{ format: 'layers', names: ['mobilenetv2_1.00_224'] }, 'tf', /named after mobilenet/],
    [{ format: 'layers', names: ['sequential_4'] }, 'unit', /^Keras network:/],
    [{ producer: 'pytorch', size: [32, 32] }, 'cifar', /^PyTorch export: RGB minus CIFAR-10’s mean/],
    [{ producer: 'pytorch', size: [28, 28], channels: 1 }, 'unit', /^PyTorch export: grey in \[0, 1\]\.$/],
    [{ format: 'layers', size: [28, 28], channels: 1 }, 'unit', /^Keras network: grey in \[0, 1\]\.$/],
  ])('from %o is %s', (source, name, reason) => {
    const guess = guessed(source);
    expect(preprocessingName(guess.preprocessing)).toBe(name);
    expect(said(guess.reason)).toMatch(reason);
  });

  it('is weak where only the software is known, and likely where the network is', () => {
    expect(guessed({ producer: 'pytorch' }).strength).toBe('weak');
    expect(guessed({ producer: 'pytorch', classes: 1000 }).strength).toBe('likely');
    expect(guessed({ format: 'layers' }).strength).toBe('weak');
    expect(guessed({ format: 'layers', names: ['vgg16'] }).strength).toBe('likely');
    expect(guessed({ wholeFrom: 0 }).strength).toBe('sure');
  });

  it('is weak where networks like it are made for one and for the other', () => {
    const product: Node = { id: 'p', op: 'matMul', inputs: ['x', 'x'], transposed: [false, true] };
    const source: PictureSource = {
      format: 'onnx',
      producer: 'pytorch',
      names: [],
      size: [224, 224],
      channels: 3,
      classes: 1000,
    };
    expect(guessPreprocessing([INPUT, product], new Map(), source)).toMatchObject({ strength: 'weak' });
    const inception = guessed({ producer: 'pytorch', classes: 1000, size: [299, 299] });
    expect([preprocessingName(inception.preprocessing), inception.strength]).toEqual(['torch', 'weak']);
  });

  it.each<[string, PreprocessingName]>([
    ['vit_base_patch16_224.augreg_in1k', 'tf'],
    ['vit-small-patch16-224', 'tf'],
    ['beit_base_patch16_224', 'tf'],
    ['mixer_b16_224', 'tf'],
    ['vit_small_patch14_dinov2', 'torch'],
    ['vit_base_patch16_clip_224', 'torch'],
    ['deit_tiny_patch16_224', 'torch'],
    ['vit_b_16', 'torch'],
    ['resnet50', 'torch'],
  ])('by timm’s name of a network, %s, is %s', (name, expected) => {
    const guess = guessed({ producer: 'pytorch', classes: 1000, names: [name] });
    expect(preprocessingName(guess.preprocessing)).toBe(expected);
    if (expected === 'tf')
      expect(said(guess.reason)).toMatch(/^Network named after (vit|beit|mixer).*: RGB in \[-1, 1\]\.$/);
  });

  // Layers' names as Keras 3.15 gives them to each of its applications, inside a model of one's own.
  it.each<[string, readonly string[], PreprocessingName]>([
    ['VGG', ['vgg16/block1_conv1', 'vgg16/block5_conv3'], 'caffe'],
    ['ResNet', ['conv1_conv', 'conv2_block1_1_conv', 'conv2_block1_out'], 'caffe'],
    ['ResNet V2', ['conv1_conv', 'conv2_block1_preact_bn', 'conv2_block1_1_conv'], 'tf'],
    ['DenseNet', ['conv1_conv', 'conv2_block1_0_bn', 'conv2_block1_1_conv', 'conv2_block1_concat'], 'torch'],
    ['Xception', ['block1_conv1', 'block2_sepconv1', 'block5_sepconv3'], 'tf'],
    ['MobileNet', ['conv1', 'conv_dw_1', 'conv_pw_1'], 'tf'],
    ['MobileNet', ['Conv1', 'expanded_conv_depthwise', 'block_1_expand'], 'tf'],
    ['Inception', ['conv2d_12', 'mixed0', 'mixed10'], 'tf'],
    ['Inception-ResNet', ['conv2d_12', 'mixed_5b', 'block35_1'], 'tf'],
    ['NASNet', ['stem_conv1', 'normal_conv_1_0'], 'tf'],
  ])('knows %s of Keras by its layers %o', (title, layers, name) => {
    const guess = guessed({ format: 'layers', names: ['my_classifier'] }, layers);
    expect(preprocessingName(guess.preprocessing)).toBe(name);
    expect(guess.strength).toBe('likely');
    expect(said(guess.reason)).toContain(`Its layers are ${title}’s: `);
  });

  it('knows the networks of PyTorch’s tutorials by theirs', () => {
    const tutorial = [
      '/conv1/Conv_output_0',
      '/conv2/Conv_output_0',
      '/fc1/Gemm_output_0',
      '/fc2/Gemm_output_0',
    ];
    const onMnist = guessed({ producer: 'pytorch', size: [28, 28], channels: 1 }, ['x/grey', ...tutorial]);
    expect(preprocessingName(onMnist.preprocessing)).toBe('mnist');
    const onCifar = guessed({ producer: 'pytorch', size: [32, 32] }, tutorial);
    expect(preprocessingName(onCifar.preprocessing)).toBe('tf');
    expect([onMnist.strength, onCifar.strength]).toEqual(['weak', 'weak']);
    // PyTorch's newer exporter numbers the layers, and leaves their names to the weights.
    const file = onnxFile({
      producer: 'pytorch',
      input: [1, 1, 28, 28],
      weights: [
        { name: 'conv2.weight', dims: [2, 1, 3, 3], values: Array.from({ length: 18 }, (_, i) => i / 9) },
        { name: 'fc2.weight', dims: [2, 2], values: [1, 2, 3, 4] },
      ],
      nodes: [
        { op: 'Conv', inputs: ['x', 'conv2.weight'], output: 'conv2d' },
        { op: 'GlobalAveragePool', inputs: ['conv2d'], output: 'mean' },
        { op: 'Flatten', inputs: ['mean'], output: 'view' },
        { op: 'Gemm', inputs: ['view', 'fc2.weight'], output: 'linear', attributes: { transB: 1 } },
      ],
    });
    const { input } = importOnnx(file, { id: 'n' }).graph;
    expect(preprocessingName(input.preprocessing)).toBe('mnist');
  });

  const scalar = (name: string, value: number): TensorSpec => ({ name, dims: [], values: [value] });
  const ending: NodeSpec[] = [{ op: 'GlobalAveragePool', inputs: ['p'], output: 'y' }];
  it.each([
    [127.5, 255],
    [0.5, 1],
    // Means taken from whole bytes, as networks that came from Caffe do.
    [1, 255],
  ])('leaves scaling by 1 / %d to the network that begins with it: pixels in 0 to %d', (by, scale) => {
    const nodes: NodeSpec[] = [
      { op: 'Div', inputs: ['x', 'by'], output: 'd' },
      { op: 'Sub', inputs: ['d', 'one'], output: 'p' },
      ...ending,
    ];
    const bytes = onnxFile({ weights: [scalar('by', by), scalar('one', by === 1 ? 117 : 1)], nodes });
    const { input } = importOnnx(bytes).graph;
    expect(input.preprocessing).toEqual({ scale, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' });
    expect(said(input.guess?.reason)).toMatch(`scales its pixels itself: RGB in 0 to ${scale}.`);
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
      guess: { reason: expect.stringContaining('0 to 255') as string, strength: 'sure' },
    });
  });
});

describe('what a first layer has met in training', () => {
  const photos = SAMPLES.map((name) =>
    readPng(readFileSync(new URL(`../../../../public/samples/${name}.png`, import.meta.url))),
  );

  /** Means and variances of random filters' answers to the sample photos, as a batch norm would note them. */
  function noted(name: PreprocessingName, side: number) {
    const [filters, random] = [24, generator(side)];
    const kernel = Float32Array.from({ length: side * side * 3 * filters }, () => random() - 0.5);
    const { scale, mean, std, channels } = PREPROCESSINGS[name];
    const [sums, squares] = [new Float64Array(filters), new Float64Array(filters)];
    let count = 0;
    for (const { width, height, data } of photos) {
      for (let y = 0; y + side <= height; y += 14) {
        for (let x = 0; x + side <= width; x += 14) {
          const answers = new Float64Array(filters);
          for (let place = 0; place < side * side; place++) {
            const at = ((y + Math.floor(place / side)) * width + x + (place % side)) * 4;
            for (let c = 0; c < 3; c++) {
              const byte = data[at + (channels === 'BGR' ? 2 - c : c)] ?? 0;
              const value = ((byte / 255) * scale - mean[c]!) / std[c]!;
              for (let f = 0; f < filters; f++) answers[f]! += value * kernel[(place * 3 + c) * filters + f]!;
            }
          }
          count++;
          answers.forEach((answer, f) => {
            sums[f]! += answer;
            squares[f]! += answer ** 2;
          });
        }
      }
    }
    const means = Float32Array.from(sums, (sum) => sum / count);
    const variances = Float32Array.from(squares, (sum, f) => sum / count - means[f]! ** 2);
    const weight = (shape: number[], values: Float32Array) => ({ shape, numbers: present(values) });
    const ones = new Float32Array(filters).fill(1);
    return new Map([
      ['k', weight([side, side, 3, filters], kernel)],
      ['s', weight([filters], ones)],
      ['o', weight([filters], new Float32Array(filters))],
      ['m', weight([filters], means)],
      ['v', weight([filters], variances)],
    ]);
  }

  const nodes: readonly Node[] = [
    INPUT,
    {
      id: 'c',
      op: 'conv2d',
      inputs: ['x'],
      kernel: 'k',
      strides: [1, 1],
      padding: [0, 0, 0, 0],
      dilations: [1, 1],
      groups: 1,
    },
    {
      id: 'n',
      op: 'batchNorm',
      inputs: ['c'],
      scale: 's',
      offset: 'o',
      mean: 'm',
      variance: 'v',
      epsilon: 1e-3,
    },
  ];
  const source = {
    format: 'layers',
    producer: 'keras',
    names: [],
    size: [96, 96],
    channels: 3,
    classes: 4,
  } as const;

  it.each(
    (['torch', 'caffe', 'tf', 'unit', 'bytes'] as const).flatMap((name) =>
      [3, 7].map((side) => [name, side] as const),
    ),
  )('tells %s by filters of %d pixels', (name, side) => {
    const guess = guessPreprocessing(nodes, noted(name, side), source);
    expect(preprocessingName(guess.preprocessing)).toBe(name);
    expect(guess.strength).toBe('likely');
    expect(said(guess.reason)).toMatch(/^By the pixels that its first layer has met in training/);
  });

  it('goes before the backbone’s name, and is doubted where they contradict each other', () => {
    const renamed = nodes.map((node) => (node.id === 'n' ? { ...node, id: 'conv_dw_1' } : node));
    const guess = guessPreprocessing(renamed, noted('unit', 3), source);
    expect(preprocessingName(guess.preprocessing)).toBe('unit');
    expect(guess.strength).toBe('weak');
    expect(guessPreprocessing(renamed, noted('tf', 3), source).strength).toBe('likely');
  });

  it('says nothing before anything was met', () => {
    const weights = noted('torch', 3);
    weights.set('v', { shape: [24], numbers: present(new Float32Array(24).fill(1)) });
    expect(said(guessPreprocessing(nodes, weights, source).reason)).toMatch(/^Keras network:/);
  });
});
