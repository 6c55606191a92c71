import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import {
  createGraphDefWriter,
  type GraphAttributes,
  type GraphDefWriter,
  integers,
  text,
} from '../../../../../src/networks/exporters/graph-def';
import type { ImportedNetwork } from '../../../../../src/networks/graph/graph';
import { importGraphModel } from '../../../../../src/networks/importers/graph-def/graph-model';
import { float32ToFloat16 } from '../../../../../src/networks/storage/float16';
import { relativeError } from '../../../../../testing/agreement';
import { useBackend } from '../../../../../testing/backends';
import { randomTensor } from '../../ops/op-harness';
import { refusal } from '../refusal';

type Stored = 'float32' | 'float16' | 'uint16' | 'uint8';

const shape = (...sides: number[]): GraphAttributes => ({
  shape: { shape: { dim: sides.map((size) => ({ size: String(size) })) } },
});
const numbers = (seed: number, ...sides: number[]) => randomTensor(sides, seed).dataSync<'float32'>();

/** A graph that ends with what `build` gives, its weights kept as `stored`. */
function graphOf(build: (writer: GraphDefWriter) => string, stored: Stored = 'float32'): ImportedNetwork {
  const writer = createGraphDefWriter();
  const end = writer.add('Identity', 'Identity', [build(writer)]);
  const parts = writer.constants.map((one) => kept(one.values, stored));
  const weights = writer.constants.map(({ name, shape: own, values }, i) => ({
    ...{ name, shape: [...own], dtype: values instanceof Int32Array ? 'int32' : 'float32' },
    ...parts[i]?.said,
  }));
  const json = {
    ...{ format: 'graph-model', signature: { outputs: { scores: { name: `${end}:0` } } } },
    modelTopology: { node: writer.nodes },
    weightsManifest: [{ paths: ['weights.bin'], weights }],
  };
  const bytes = new Uint8Array(Buffer.concat(parts.map((part) => part.bytes)));
  return importGraphModel(JSON.parse(JSON.stringify(json)), bytes, { preprocessing: 'torch' });
}

/** A constant's bytes, and what the manifest says of them. */
function kept(values: Float32Array | Int32Array, stored: Stored): { bytes: Uint8Array; said?: object } {
  const bytes = (array: Float32Array | Int32Array | Uint16Array | Uint8Array) =>
    new Uint8Array(array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength));
  if (values instanceof Int32Array || stored === 'float32') return { bytes: bytes(values) };
  const said = (rest: object) => ({ quantization: { dtype: stored, original_dtype: 'float32', ...rest } });
  if (stored === 'float16') return { bytes: bytes(float32ToFloat16(values)), said: said({}) };
  const levels = stored === 'uint8' ? 255 : 65535;
  const min = Math.min(...values);
  const scale = (Math.max(...values) - min) / levels || 1;
  const codes = values.map((value) => Math.round((value - min) / scale));
  const made = stored === 'uint8' ? Uint8Array.from(codes) : Uint16Array.from(codes);
  return { bytes: bytes(made), said: said({ min, scale }) };
}

function logits({ graph, weights }: ImportedNetwork, x: tf.Tensor4D): Float32Array {
  const network = createNetwork(graph, weights);
  const values = tf.tidy(() => network.logits(x).dataSync<'float32'>());
  network.dispose();
  return values;
}

/** Convolution, batch norm, pools and biases, in either order of axes. */
function layersIn(format: 'NHWC' | 'NCHW') {
  return (writer: GraphDefWriter): string => {
    const first = format === 'NCHW';
    const at = (height: number, width: number) =>
      first ? integers(1, 1, height, width) : integers(1, height, width, 1);
    const layout = { data_format: text(format) };
    const window = (kind: string, stride = 1): GraphAttributes => ({
      ...{ ...layout, padding: text(kind), strides: at(stride, stride), dilations: at(1, 1) },
    });
    const stored = (seed: number, ...sides: number[]) =>
      writer.constant(`weight_${seed}`, sides, numbers(seed, ...sides));
    const ones = (id: string) => writer.constant(id, [6], new Float32Array(6).fill(1));
    const order = (id: string, ...axes: number[]) => writer.constant(id, [4], Int32Array.from(axes));
    let x = writer.add('Placeholder', 'image', [], first ? shape(-1, 3, 10, 11) : shape(-1, 10, 11, 3));
    const sides = first ? [0, 0, 0, 0, 1, 2, 0, 1] : [0, 0, 1, 2, 0, 1, 0, 0];
    x = writer.add('Pad', 'pad', [x, writer.constant('sides', [4, 2], Int32Array.from(sides))]);
    x = writer.add('Conv2D', 'conv', [x, stored(1, 3, 3, 3, 6)], window('SAME', 2));
    x = writer.add('BiasAdd', 'bias', [x, stored(2, 6)], layout);
    const norm = [x, stored(3, 6), stored(4, 6), stored(5, 6), ones('variance')];
    x = writer.add('FusedBatchNormV3', 'norm', norm, layout);
    x = writer.add('DepthwiseConv2dNative', 'deep', [x, stored(6, 3, 3, 6, 1)], window('SAME'));
    x = writer.add('MaxPool', 'largest', [x], { ...window('SAME', 2), ksize: at(3, 3) });
    x = writer.add('AvgPool', 'mean', [x], { ...window('SAME', 1), ksize: at(2, 2) });
    // Flattened in its own order, and so multiplied.
    if (first) x = writer.add('Transpose', 'turned', [x, order('back', 0, 2, 3, 1)]);
    const rows = writer.constant('rows', [2], Int32Array.from([-1, 72]));
    x = writer.add('Reshape', 'flat', [x, rows]);
    return writer.add('MatMul', 'scores', [x, stored(7, 72, 4)]);
  };
}

describe('forms of a graph model', () => {
  beforeAll(() => useBackend('cpu'));

  it('channels first gives what channels last does', () => {
    const x = randomTensor([2, 10, 11, 3], 9) as tf.Tensor4D;
    const last = graphOf(layersIn('NHWC'));
    const first = graphOf(layersIn('NCHW'));
    expect(first.graph.input.size).toEqual([10, 11]);
    expect(relativeError(logits(first, x), logits(last, x))).toBeLessThan(1e-6);
  });

  it.each([
    ['float16', 2e-3],
    ['uint16', 1e-4],
    ['uint8', 3e-2],
  ] as const)('weights kept as %s are the same but for their rounding', (stored, within) => {
    const x = randomTensor([2, 10, 11, 3], 9) as tf.Tensor4D;
    const exact = logits(graphOf(layersIn('NHWC')), x);
    const rounded = graphOf(layersIn('NHWC'), stored);
    const error = relativeError(logits(rounded, x), exact);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(within);
    // A matrix stays as small as its file has it.
    const [kernel] = [...rounded.weights].filter(([name]) => name === 'scores/kernel');
    if (stored !== 'uint16') expect(kernel?.[1].stored?.dtype).toBe(stored);
  });

  it('what lies between SpaceToBatchND and BatchToSpaceND is a dilated convolution, or refused', async () => {
    const between = (op: string) => (writer: GraphDefWriter) => {
      const ints = (id: string, ...list: number[]) =>
        writer.constant(id, list.length === 4 ? [2, 2] : [list.length], Int32Array.from(list));
      const x = writer.add('Placeholder', 'image', [], shape(-1, 8, 8, 3));
      const apart = writer.add('SpaceToBatchND', 'apart', [
        x,
        ints('block', 2, 2),
        ints('sides', 2, 2, 2, 2),
      ]);
      const window = {
        ...{ strides: integers(1, 1, 1, 1), ksize: integers(1, 3, 3, 1) },
        padding: text('VALID'),
      };
      const kernel = writer.constant('kernel', [3, 3, 3, 4], numbers(1, 3, 3, 3, 4));
      const made = writer.add(op, 'made', op === 'Conv2D' ? [apart, kernel] : [apart], window);
      const y = writer.add('BatchToSpaceND', 'y', [made, ints('again', 2, 2), ints('crops', 0, 0, 0, 0)]);
      return writer.add('Mean', 'scores', [y, ints('axes', 1, 2)]);
    };
    const { graph } = graphOf(between('Conv2D'));
    expect(graph.nodes.find(({ op }) => op === 'conv2d')).toMatchObject({ dilations: [2, 2] });
    const error = await refusal(() => graphOf(between('MaxPool')));
    expect(error.message).toContain('between SpaceToBatchND and BatchToSpaceND is not supported');
  });

  it('a picture of whole numbers is one of bytes', () => {
    const writer = createGraphDefWriter();
    const x = writer.add('Placeholder', 'image', [], {
      ...shape(1, 8, 8, 3),
      dtype: { type: 'DT_UINT8' } as never,
    });
    const real = writer.add('Cast', 'real', [x], { DstT: { type: 'DT_FLOAT' } });
    const axes = writer.constant('axes', [2], Int32Array.from([1, 2]));
    const mean = writer.add('Mean', 'mean', [real, axes]);
    const json = {
      ...{ format: 'graph-model', modelTopology: { node: writer.nodes } },
      weightsManifest: [{ paths: ['w.bin'], weights: [{ name: 'axes', shape: [2], dtype: 'int32' }] }],
    };
    const { graph } = importGraphModel(json, new Uint8Array(Int32Array.from([1, 2]).buffer));
    expect(mean).toBe('mean');
    expect(graph.input.preprocessing).toMatchObject({ scale: 255, mean: [0, 0, 0], std: [1, 1, 1] });
  });
});
