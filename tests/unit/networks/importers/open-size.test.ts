import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { onnxFile } from '../../../../testing/onnx-file';
import { layer, layersModel, sequential } from './layers-file';
import { refusal } from './refusal';
import { said } from '../../../../testing/said';

const conv = {
  op: 'Conv',
  inputs: ['x', 'k'],
  output: 'c',
  attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
};
const k = { name: 'k', dims: [4, 3, 3, 3], values: new Float32Array(108).fill(0.1) };
const pooled = (input: readonly number[]) =>
  onnxFile({ input, weights: [k], nodes: [conv, { op: 'GlobalAveragePool', inputs: ['c'], output: 'y' }] });
/** A dense layer of so many inputs behind a flattened map of 4 channels at half the size. */
const flat = (inputs: number, input: readonly number[] = [0, 3, 0, 0]) =>
  onnxFile({
    input,
    weights: [k, { name: 'd', dims: [inputs, 5], values: new Float32Array(inputs * 5) }],
    nodes: [
      conv,
      { op: 'Flatten', inputs: ['c'], output: 'f' },
      { op: 'MatMul', inputs: ['f', 'd'], output: 'y' },
    ],
  });

function keras(sides: readonly (number | null)[]) {
  const topology = sequential([
    layer('Conv2D', 'c', {
      filters: 4,
      kernel_size: [3, 3],
      padding: 'same',
      batch_input_shape: [null, ...sides, 3],
    }),
    layer('GlobalAveragePooling2D', 'g'),
  ]);
  const { json, bytes } = layersModel(topology, { 'c/kernel': [3, 3, 3, 4], 'c/bias': [4] });
  return (size?: readonly [number, number]) => importTfjsLayers(json, bytes, { size }).graph.input;
}

describe('a network whose height and width its file leaves open', () => {
  it('takes 224 x 224 until another size is chosen, and says that one may be', () => {
    expect(importOnnx(pooled([0, 3, 0, 0])).graph.input).toMatchObject({ size: [224, 224], open: true });
    expect(importOnnx(pooled([0, 3, 0, 0]), { size: [64, 96] }).graph.input).toMatchObject({
      size: [64, 96],
      open: true,
    });
    expect(keras([null, null])()).toMatchObject({ size: [224, 224], open: true });
    expect(keras([null, null])([48, 32])).toMatchObject({ size: [48, 32], open: true });
  });

  it('keeps a side that the file fixes', () => {
    expect(importOnnx(pooled([0, 3, 0, 40])).graph.input).toMatchObject({ size: [224, 40], open: true });
    expect(keras([32, null])()).toMatchObject({ size: [32, 224], open: true });
  });

  it('has nothing to choose where the file says the size', () => {
    expect(importOnnx(pooled([1, 3, 20, 30])).graph.input).toMatchObject({ size: [20, 30] });
    expect(importOnnx(pooled([1, 3, 20, 30])).graph.input.open).toBeUndefined();
    expect(keras([20, 30])().open).toBeUndefined();
  });

  it.each([
    [16, 4 * 8 * 8],
    [32, 4 * 16 * 16],
    [224, 4 * 112 * 112],
    [300, 4 * 150 * 150],
    [6, 4 * 3 * 3],
  ])('nor where a flattened map fixes it: %d', (side, inputs) => {
    const { input } = importOnnx(flat(inputs)).graph;
    expect(input.size).toEqual([side, side]);
    expect(input.open).toBeUndefined();
  });

  it('says which size fits where another was asked for, and that none does', async () => {
    const error = await refusal(() => importOnnx(flat(4 * 16 * 16), { size: [64, 64] }));
    expect(error.message).toBe(
      'At 64 x 64 pixels layer “y” would read 4,096 numbers, and it is made for 1,024: this network takes pictures of 32 x 32.',
    );
    expect((await refusal(() => importOnnx(flat(4 * 7)))).message).toMatch(/expect 28 channels/);
  });
});

describe('a picture of whole numbers', () => {
  const input = (inputType: number) =>
    importOnnx(
      onnxFile({
        inputType,
        weights: [k],
        nodes: [
          { op: 'Cast', inputs: ['x'], output: 'r', attributes: { to: 1 } },
          { ...conv, inputs: ['r', 'k'] },
          { op: 'GlobalAveragePool', inputs: ['c'], output: 'y' },
        ],
      }),
    ).graph.input;

  it.each([
    ['uint8', 2, 0],
    ['int32', 6, 0],
    ['int64', 7, 0],
    ['int8', 3, -128],
  ])('is its bytes: %s', (_, type, from) => {
    const mean = [0 - from, 0 - from, 0 - from];
    expect(input(type).preprocessing).toEqual({ scale: 255, mean, std: [1, 1, 1], channels: 'RGB' });
    expect(said(input(type).guess?.reason)).toBe(
      `The network takes whole numbers: RGB in ${from} to ${255 + from}.`,
    );
  });

  it('is no other thing', async () => {
    expect(input(10).preprocessing.scale).toBe(1);
    expect((await refusal(() => input(9))).message).toMatch(/no numbers that a picture could be/);
  });
});
