import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LabError } from '../../../../../src/core/records/lab-error';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { float32ToFloat16 } from '../../../../../src/networks/storage/float16';
import { importOnnx } from '../../../../../src/networks/importers/onnx/onnx';
import { useBackend } from '../../../../../testing/backends';
import { type FileSpec, type NodeSpec, onnxFile, type TensorSpec } from '../../../../../testing/onnx-file';
import { generator } from '../../../../../testing/small-generator';

const random = generator(11);
const some = (name: string, ...dims: number[]): TensorSpec => ({
  name,
  dims,
  values: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => random() - 0.5),
});
const ints = (name: string, values: number[]): TensorSpec => ({
  name,
  dims: [values.length],
  values,
  as: 'int64_data',
});

function logitsOf(bytes: Uint8Array, picture: Float32Array): number[] {
  const { graph, weights } = importOnnx(bytes);
  const network = createNetwork(graph, weights);
  const [height, width] = graph.input.size;
  const logits = tf.tidy(() => {
    const nchw = tf.tensor4d(picture, [1, 3, height, width]);
    return Array.from(network.logits(tf.transpose(nchw, [0, 2, 3, 1])).dataSync());
  });
  network.dispose();
  return logits;
}

const picture = Float32Array.from({ length: 108 }, () => random() * 2 - 1);

function caught(act: () => unknown): LabError {
  try {
    act();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('expected a LabError, got none');
}

function expectClose(a: readonly number[], b: readonly number[]): void {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i] as number, 4));
}

const conv: NodeSpec = {
  op: 'Conv',
  name: 'first',
  inputs: ['x', 'k', 'b'],
  output: 'conv',
  attributes: { kernel_shape: [3, 3], pads: [1, 0, 0, 1], strides: [1, 1] },
};
const k = some('k', 4, 3, 3, 3);
const b = some('b', 4);
const pool: NodeSpec = { op: 'GlobalAveragePool', inputs: ['conv'], output: 'gap' };
const flat: NodeSpec = { op: 'Flatten', inputs: ['gap'], output: 'flat' };
const small: FileSpec = { weights: [k, b], nodes: [conv, pool, flat] };

/** A convolution written out over NCHW, as ONNX defines it; padding `[top, left, bottom, right]`. */
function convolved(
  x: Float32Array,
  kernel: TensorSpec,
  bias: TensorSpec,
  pads: readonly number[],
  side: number,
): number[][] {
  const [outputs = 0, inputs = 0, kh = 0, kw = 0] = kernel.dims;
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  const [rows, columns] = [side + top + bottom - kh + 1, side + left + right - kw + 1];
  return Array.from({ length: outputs }, (_, o) =>
    Array.from({ length: rows * columns }, (_, at) => {
      let sum = bias.values[o] as number;
      for (let c = 0; c < inputs; c++) {
        for (let i = 0; i < kh; i++) {
          for (let j = 0; j < kw; j++) {
            const row = Math.floor(at / columns) + i - top;
            const column = (at % columns) + j - left;
            if (row < 0 || row >= side || column < 0 || column >= side) continue;
            sum +=
              (x[(c * side + row) * side + column] as number) *
              (kernel.values[((o * inputs + c) * kh + i) * kw + j] as number);
          }
        }
      }
      return sum;
    }),
  );
}

describe('the ONNX importer', () => {
  beforeAll(() => useBackend('cpu'));

  it('turns NCHW into NHWC: a convolution with asymmetric padding, averaged', () => {
    const maps = convolved(picture, k, b, [1, 0, 0, 1], 6);
    expectClose(
      logitsOf(onnxFile(small), picture),
      maps.map((map) => map.reduce((a, v) => a + v, 0) / map.length),
    );
  });

  it.each(['float_data', 'raw64', 'double_data'] as const)('reads weights stored as %s', (as) => {
    const stored = { ...small, weights: [{ ...k, as }, b] };
    expectClose(logitsOf(onnxFile(stored), picture), logitsOf(onnxFile(small), picture));
  });

  it('reads float16 weights', () => {
    const halves = float32ToFloat16(Float32Array.from(k.values));
    const stored = { ...small, weights: [{ ...k, as: 'raw16' as const, halves }, b] };
    const [one = 0] = logitsOf(onnxFile(stored), picture);
    expect(one).toBeCloseTo(logitsOf(onnxFile(small), picture)[0] as number, 2);
  });

  it('reorders a dense layer after a flattened map, through Gemm with alpha, beta and transB', () => {
    const w = some('w', 5, 108);
    const c = some('c', 5);
    const gemm = {
      op: 'Gemm',
      inputs: ['flat', 'w', 'c'],
      output: 'y',
      attributes: { transB: 1, alpha: { float: 0.5 }, beta: { float: 2 } },
    };
    const nodes = [
      { op: 'Flatten', inputs: ['x'], output: 'flat0' },
      { op: 'Dropout', inputs: ['flat0'], output: 'flat' },
      gemm,
    ];
    const expected = Array.from({ length: 5 }, (_, o) =>
      picture.reduce(
        (sum, v, i) => sum + 0.5 * v * (w.values[o * 108 + i] as number),
        2 * (c.values[o] as number),
      ),
    );
    expectClose(logitsOf(onnxFile({ weights: [w, c], nodes }), picture), expected);
  });

  it('takes MatMul and Add for a dense layer with a bias', () => {
    const w = some('w', 108, 5);
    const c = some('c', 5);
    const reshape = { op: 'Reshape', inputs: ['x', 'shape'], output: 'flat' };
    const matMul = { op: 'MatMul', inputs: ['flat', 'w'], output: 'm' };
    const bytes = onnxFile({
      weights: [w, c, ints('shape', [0, -1])],
      nodes: [reshape, matMul, { op: 'Add', inputs: ['c', 'm'], output: 'y' }],
    });
    const expected = Array.from({ length: 5 }, (_, o) =>
      picture.reduce((sum, v, i) => sum + v * (w.values[i * 5 + o] as number), c.values[o] as number),
    );
    expectClose(logitsOf(bytes, picture), expected);
    expect(importOnnx(bytes).graph.nodes.map((node) => node.op)).toEqual(['input', 'flatten', 'dense']);
  });

  it('follows the shape arithmetic that exporters write for view(size(0), -1)', () => {
    const zero = { name: 'zero', dims: [], values: [0], as: 'int64_data' as const };
    const nodes = [
      conv,
      pool,
      { op: 'Shape', inputs: ['gap'], output: 'shape' },
      { op: 'Gather', inputs: ['shape', 'zero'], output: 'batch' },
      { op: 'Unsqueeze', inputs: ['batch', 'axes'], output: 'batch1' },
      { op: 'Concat', inputs: ['batch1', 'rest'], output: 'wanted', attributes: { axis: 0 } },
      { op: 'Reshape', inputs: ['gap', 'wanted'], output: 'y' },
    ];
    const weights = [k, b, zero, ints('axes', [0]), ints('rest', [-1])];
    expectClose(logitsOf(onnxFile({ weights, nodes }), picture), logitsOf(onnxFile(small), picture));
  });

  it('folds the masks of a Swin transformer at 224 pixels, window by window and block by block', () => {
    const one = (name: string, values: number[]): TensorSpec => ({ name, dims: [], values });
    const mask = { name: 'mask', dims: [64, 49, 49], values: new Float32Array(64 * 49 * 49) };
    const masked = (i: number): NodeSpec[] => [
      { op: 'Equal', inputs: ['mask', 'zero'], output: `equal${i}` },
      { op: 'Not', inputs: [`equal${i}`], output: `not${i}` },
      { op: 'Where', inputs: [`not${i}`, 'hidden', 'seen'], output: `where${i}` },
      { op: 'Gather', inputs: [`where${i}`, 'first'], output: `window${i}` },
      { op: 'Gather', inputs: [`window${i}`, 'first'], output: `row${i}` },
      { op: 'Gather', inputs: [`row${i}`, 'first'], output: `value${i}` },
      { op: 'Mul', inputs: [i === 0 ? 'flat' : `y${i - 1}`, `value${i}`], output: `y${i}` },
    ];
    const weights = [k, b, mask, one('zero', [0]), one('hidden', [-100]), one('seen', [2])];
    const first: TensorSpec = { name: 'first', dims: [], values: [0], as: 'int64_data' };
    const nodes = [...small.nodes, ...[0, 1, 2, 3, 4, 5].flatMap(masked)];
    const plain = logitsOf(onnxFile(small), picture);
    const found = logitsOf(onnxFile({ weights: [...weights, first], nodes }), picture);
    expectClose(
      found,
      plain.map((value) => 64 * value),
    );
  });

  it('folds a batch norm into the convolution before it, and the result stays the same', () => {
    const norm = ['s', 'o', 'm'].map((name) => some(name, 4));
    const variance = { name: 'v', dims: [4], values: [0.5, 1, 2, 0.1] };
    const bn = {
      op: 'BatchNormalization',
      inputs: ['conv', 's', 'o', 'm', 'v'],
      output: 'bn',
      attributes: { epsilon: { float: 1e-3 } },
    };
    const after = [{ ...pool, inputs: ['bn'] }, flat];
    const bytes = onnxFile({ weights: [k, b, ...norm, variance], nodes: [conv, bn, ...after] });
    expect(importOnnx(bytes).graph.nodes.map((node) => node.op)).toEqual([
      'input',
      'conv2d',
      'globalAvgPool',
      'flatten',
    ]);
    const plain = logitsOf(onnxFile(small), picture);
    const [s, o, m] = norm as [TensorSpec, TensorSpec, TensorSpec];
    const expected = plain.map(
      (v, c) =>
        ((v - (m.values[c] as number)) / Math.sqrt((variance.values[c] as number) + 1e-3)) *
          (s.values[c] as number) +
        (o.values[c] as number),
    );
    expectClose(logitsOf(bytes, picture), expected);
  });

  it('keeps a batch norm that another layer looks behind', () => {
    const norm = ['s', 'o', 'm', 'v'].map((name) => ({ ...some(name, 4), values: [1, 2, 3, 4] }));
    const nodes = [
      conv,
      { op: 'BatchNormalization', inputs: ['conv', 's', 'o', 'm', 'v'], output: 'bn' },
      { op: 'Add', inputs: ['bn', 'conv'], output: 'sum' },
      { ...pool, inputs: ['sum'] },
    ];
    const { graph } = importOnnx(onnxFile({ weights: [k, b, ...norm], nodes }));
    expect(graph.nodes.map((node) => node.op)).toContain('batchNorm');
  });

  it('puts the logits before the final softmax', () => {
    const softmax = { op: 'Softmax', inputs: ['flat'], output: 'p', attributes: { axis: 1 } };
    const { graph } = importOnnx(onnxFile({ ...small, nodes: [conv, pool, flat, softmax] }));
    expect(graph.logits).toBe('flat');
    expect(graph.nodes.at(-1)?.op).toBe('softmax');
  });

  it('makes depthwise, grouped, clipped and merged layers', () => {
    const nodes = [
      {
        op: 'Conv',
        inputs: ['x', 'dk'],
        output: 'dw',
        attributes: { group: 3, auto_pad: 'SAME_UPPER', strides: [2, 2] },
      },
      { op: 'Clip', inputs: ['dw', 'low', 'high'], output: 'r6' },
      { op: 'Conv', inputs: ['r6', 'gk'], output: 'g', attributes: { group: 3 } },
      { op: 'Relu', inputs: ['g'], output: 'r' },
      { op: 'Concat', inputs: ['r', 'r6'], output: 'both', attributes: { axis: 1 } },
      {
        op: 'MaxPool',
        inputs: ['both'],
        output: 'mp',
        attributes: { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 },
      },
      { op: 'ReduceMean', inputs: ['mp'], output: 'y', attributes: { axes: [-1, -2], keepdims: 0 } },
    ];
    const weights = [
      some('dk', 3, 1, 3, 3),
      some('gk', 6, 1, 1, 1),
      { name: 'low', dims: [], values: [0] },
      { name: 'high', dims: [], values: [6] },
    ];
    const { graph } = importOnnx(onnxFile({ weights, nodes }));
    const ops = [
      'input',
      'depthwiseConv2d',
      'relu6',
      'depthwiseConv2d',
      'relu',
      'concat',
      'maxPool',
      'globalAvgPool',
      'flatten',
    ];
    expect(graph.nodes.map((node) => node.op)).toEqual(ops);
    expect(graph.nodes[1]).toMatchObject({ padding: [0, 1, 1, 0] });
    expect(graph.nodes[6]).toMatchObject({ padding: [0, 1, 1, 0] });
    expect(graph.classes).toHaveLength(9);
  });

  it('leaves out layers that the output does not need', () => {
    const aside = { op: 'Resize', inputs: ['conv'], output: 'aux' };
    expect(importOnnx(onnxFile({ ...small, nodes: [conv, aside, pool, flat] })).graph.nodes).toHaveLength(4);
  });

  it.each<[string, FileSpec, string, RegExp]>([
    [
      'an unknown layer',
      { ...small, nodes: [conv, { op: 'RoiAlign', name: 'up_3', inputs: ['conv'], output: 'y' }] },
      'unsupported-op',
      /^RoiAlign at node up_3 is not supported\. It looks like an object detector/,
    ],
    [
      'a circle',
      {
        nodes: [
          { op: 'Relu', inputs: ['b'], output: 'a' },
          { op: 'Relu', inputs: ['a'], output: 'b' },
        ],
      },
      'unsupported-model',
      /runs in a circle/,
    ],
    [
      'a value from nowhere',
      { nodes: [{ op: 'Relu', inputs: ['ghost'], output: 'a' }] },
      'unsupported-model',
      /“ghost”.*computed nowhere/,
    ],
    [
      'a picture of nine channels',
      { ...small, input: [1, 9, 6, 6] },
      'unsupported-model',
      /in colour \(3 channels\) or grey \(1 channel\) as input “x”, got \[1, 9, 6, 6\]/,
    ],
    [
      'pictures the size of a wall',
      { ...small, input: [1, 3, 90000, 6] },
      'unsupported-model',
      /got 90000x6/,
    ],
    [
      'a kernel larger than the picture',
      { ...small, input: [1, 3, 2, 2], nodes: [{ ...conv, attributes: { pads: [0, 0, 0, 0] } }, pool, flat] },
      'unsupported-model',
      /impossible shape/,
    ],
    [
      'weights of another size than their shape',
      { ...small, weights: [{ ...k, dims: [4, 3, 3, 4] }, b] },
      'unsupported-model',
      /should hold 144 numbers, got 108/,
    ],
    [
      'a weight of absurd size',
      { ...small, weights: [{ name: 'k', dims: [2 ** 31, 3, 3, 3], values: [] }, b] },
      'unsupported-model',
      /impossible shape/,
    ],
    [
      'weights for other channels',
      { ...small, weights: [some('k', 4, 2, 3, 3), b] },
      'unsupported-model',
      /expect 2 channels, its input has 3/,
    ],
    [
      'weights in another file',
      { ...small, weights: [{ ...k, external: true }, b] },
      'weights-missing',
      /separate file/,
    ],
    [
      'strides of zero',
      { ...small, nodes: [{ ...conv, attributes: { strides: [0, 0] } }, pool, flat] },
      'unsupported-model',
      /stride/,
    ],
    [
      'a rounded-up average pool that counts padding',
      {
        weights: [],
        nodes: [
          {
            op: 'AveragePool',
            name: 'ap',
            inputs: ['x'],
            output: 'y',
            attributes: {
              kernel_shape: [4, 4],
              strides: [3, 3],
              pads: [1, 1, 1, 1],
              ceil_mode: 1,
              count_include_pad: 1,
            },
          },
        ],
      },
      'unsupported-op',
      /ap rounds up/,
    ],
    [
      'an output that is a constant',
      {
        ...small,
        nodes: [
          {
            op: 'Constant',
            inputs: [],
            output: 'y',
            attributes: { value: { tensor: { dims: [1], values: [1] } } },
          },
        ],
      },
      'unsupported-model',
      /does not depend on its picture/,
    ],
  ])('says what is wrong with %s', (_name, spec, code, message) => {
    const error = caught(() => importOnnx(onnxFile(spec)));
    expect(error.message).toMatch(message);
    expect(error.code).toBe(code);
  });

  it('names what it got instead of an ONNX file', () => {
    const of = (...bytes: number[]) => caught(() => importOnnx(Uint8Array.from(bytes))).message;
    expect(of()).toMatch(/an empty file/);
    expect(of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)).toMatch(
      /Expected a whole ONNX file|Expected an ONNX file/,
    );
    expect(of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)).toMatch(/a PNG picture/);
    expect(of(0x7b, 0x22, 0x61, 0x22)).toMatch(/a JSON file/);
  });

  it('refuses every truncation of a file with one LabError', () => {
    const bytes = onnxFile(small);
    for (let length = 0; length < bytes.length; length++) {
      expect(caught(() => importOnnx(bytes.slice(0, length))).code).toBe('unsupported-model');
    }
  });

  it('never fails on a mutated file otherwise than by a LabError', () => {
    const bytes = onnxFile({ ...small, weights: [{ ...k, as: 'float_data' }, b] });
    const mutation = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(mutation, (changes) => {
        const mutated = bytes.slice();
        for (const [at, value] of changes) mutated[at] = value;
        try {
          importOnnx(mutated);
        } catch (error) {
          expect(error).toBeInstanceOf(LabError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
