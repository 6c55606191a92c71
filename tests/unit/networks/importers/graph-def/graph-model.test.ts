import * as tf from '@tensorflow/tfjs-core';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { createGraphDefWriter, text, integers } from '../../../../../src/networks/exporters/graph-def';
import { exportGraphModel } from '../../../../../src/networks/exporters/graph-model';
import type { ImportedNetwork } from '../../../../../src/networks/graph/graph';
import { importGraphModel } from '../../../../../src/networks/importers/graph-def/graph-model';
import { toZScore } from '../../../../../src/networks/kernels/picture/z-score';
import { readModelFiles } from '../../../../../src/networks/storage/weights';
import { relativeError } from '../../../../../testing/agreement';
import { useBackend } from '../../../../../testing/backends';
import { randomNetwork } from '../../exporters/random-network';
import { randomTensor } from '../../ops/op-harness';
import { refusal } from '../refusal';

const RAW = { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' } as const;

type GraphFile = Pick<ReturnType<typeof exportGraphModel>, 'modelJson' | 'shards'>;

function logits({ graph, weights }: ImportedNetwork, pixels: tf.Tensor4D): Float32Array {
  const network = createNetwork(graph, weights);
  const values = tf.tidy(() => network.logits(toZScore(pixels)).dataSync<'float32'>());
  network.dispose();
  return values;
}

function joined(shards: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([...shards.values()]));
}

/** What plain TF.js computes. */
async function stock({ modelJson, shards }: GraphFile, x: tf.Tensor): Promise<Float32Array> {
  const files = new Map<string, BodyInit>([
    ...([...shards] as [string, Uint8Array<ArrayBuffer>][]),
    ['model.json', JSON.stringify(modelJson)],
  ]);
  const fetchFunc = (url: string): Promise<Response> =>
    Promise.resolve(new Response(files.get(url.split('/').at(-1) ?? '') ?? null));
  const model = await loadGraphModel('https://models.example/model.json', {
    fetchFunc: fetchFunc as typeof fetch,
  });
  const values = (model.predict(x) as tf.Tensor).dataSync<'float32'>();
  model.dispose();
  return values;
}

/** What a converter of TensorFlow's makes of Keras layers: fused convolutions, and shapes computed of the values. */
function converted(fused: readonly string[] = ['BiasAdd', 'Relu6']): GraphFile {
  const writer = createGraphDefWriter();
  const dim = (...sides: number[]) => ({ shape: { dim: sides.map((size) => ({ size: String(size) })) } });
  const values = (seed: number, ...shape: number[]) => randomTensor(shape, seed).dataSync<'float32'>();
  const stored = (id: string, seed: number, ...shape: number[]) =>
    writer.constant(id, shape, values(seed, ...shape));
  const at = 'StatefulPartitionedCall/flowers';
  const ints = (id: string, ...list: number[]) => writer.constant(id, [list.length], Int32Array.from(list));
  const window = { data_format: text('NHWC'), dilations: integers(1, 1, 1, 1), padding: text('SAME') };
  const fusing = { num_args: { i: '1' }, fused_ops: { list: { s: fused.map((op) => btoa(op)) } } as never };
  const x = writer.add('Placeholder', 'picture', [], { shape: dim(-1, 9, 8, 3) });
  const doubled = writer.add('Mul', `${at}/scaled`, [
    x,
    writer.constant(`${at}/two`, [], Float32Array.of(2)),
  ]);
  const pixels = writer.add('Sub', `${at}/centred`, [
    doubled,
    writer.constant(`${at}/one`, [], Float32Array.of(1)),
  ]);
  const kernel = stored(`${at}/conv/weights`, 1, 3, 3, 3, 6);
  const conv = writer.add(
    '_FusedConv2D',
    `${at}/conv/Relu6`,
    [pixels, kernel, stored(`${at}/conv/biases`, 2, 6)],
    { ...window, ...fusing, strides: integers(1, 2, 2, 1) },
  );
  const gate = writer.add('Mul', `${at}/gate/mul`, [
    conv,
    writer.add('Sigmoid', `${at}/gate/Sigmoid`, [conv]),
  ]);
  const deep = writer.add(
    'DepthwiseConv2dNative',
    `${at}/deep/depthwise`,
    [gate, stored(`${at}/deep/weights`, 3, 3, 3, 6, 1)],
    { ...window, strides: integers(1, 1, 1, 1) },
  );
  const sum = writer.add('AddV2', `${at}/add/add`, [deep, gate]);
  const pool = writer.add('MaxPool', `${at}/pool/MaxPool`, [sum], {
    ...window,
    ksize: integers(1, 2, 2, 1),
    strides: integers(1, 2, 2, 1),
    padding: text('VALID'),
  });
  const shape = writer.add('Shape', `${at}/flatten/Shape`, [pool]);
  const batch = writer.add(
    'StridedSlice',
    `${at}/flatten/strided_slice`,
    [shape, ints(`${at}/begin`, 0), ints(`${at}/end`, 1), ints(`${at}/step`, 1)],
    { shrink_axis_mask: { i: '1' } },
  );
  const sides = writer.add('Pack', `${at}/flatten/Pack`, [
    batch,
    writer.constant(`${at}/rest`, [], Int32Array.of(24)),
  ]);
  const flat = writer.add('Reshape', `${at}/flatten/Reshape`, [pool, sides]);
  const scores = writer.add(
    'MatMul',
    `${at}/scores/MatMul`,
    [flat, stored(`${at}/scores/weights`, 4, 5, 24)],
    {
      transpose_b: { b: true },
    },
  );
  const biased = writer.add('BiasAdd', `${at}/scores/BiasAdd`, [scores, stored(`${at}/scores/biases`, 5, 5)]);
  const end = writer.add('Identity', 'Identity', [biased]);
  const { nodes, constants } = writer;
  const bytes = constants.map(
    ({ values: own }) => new Uint8Array(own.buffer, own.byteOffset, own.byteLength),
  );
  const weights = constants.map(({ name, shape: own, values: held }) => ({
    ...{ name, shape: [...own] },
    dtype: held instanceof Int32Array ? ('int32' as const) : ('float32' as const),
  }));
  return {
    modelJson: {
      ...{ format: 'graph-model', generatedBy: '2.15.0', convertedBy: null },
      signature: { outputs: { scores: { name: `${end}:0` } } },
      modelTopology: { node: nodes, versions: { producer: 1, minConsumer: 0 } },
      weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights }],
    },
    shards: new Map([['group1-shard1of1.bin', new Uint8Array(Buffer.concat(bytes))]]),
  };
}

describe('a TF.js graph model', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('written of random network %i gives the same when it is read', (seed) => {
    const network = randomNetwork(seed);
    const given = {
      ...network,
      graph: { ...network.graph, input: { ...network.graph.input, preprocessing: RAW } },
    };
    const { modelJson, shards } = exportGraphModel(given);
    const again = importGraphModel(JSON.parse(JSON.stringify(modelJson)), joined(shards), {
      preprocessing: RAW,
    });
    const x = randomTensor([2, ...network.graph.input.size, 3], seed) as tf.Tensor4D;
    expect(relativeError(logits(again, x), logits(given, x))).toBeLessThan(1e-4);
  });

  it('as TensorFlow’s converter writes it gives what plain TF.js does, and its pixels are found', async () => {
    const file = converted();
    const { modelJson, shards } = file;
    const network = importGraphModel(JSON.parse(JSON.stringify(modelJson)), joined(shards));
    expect(network.graph.input.preprocessing).toMatchObject(RAW);
    expect(network.graph.nodes.map(({ id }) => id)).toContain('gate/mul');
    const x = tf.abs(randomTensor([2, 9, 8, 3], 9)) as tf.Tensor4D;
    expect(relativeError(logits(network, x), await stock(file, x))).toBeLessThan(1e-4);
  });

  it('is read from dropped files, with the list of its classes', async () => {
    const { modelJson, shards } = converted();
    const { network } = await readModelFiles([
      new File([JSON.stringify(modelJson)], 'model.json'),
      ...[...shards].map(([name, bytes]) => new File([bytes], name)),
      new File(['a\nb\nc\nd\ne'], 'labels.txt'),
    ]);
    expect(network.graph.classes.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('names every kind of layer that is not supported at once, and what it fuses', async () => {
    const { modelJson, shards } = converted();
    const strange = JSON.parse(
      JSON.stringify(modelJson)
        .replace('"op":"MaxPool"', '"op":"MaxPool9"')
        .replace('"op":"Sigmoid"', '"op":"Erf9"'),
    ) as unknown;
    const error = await refusal(() => importGraphModel(strange, joined(shards)));
    expect(error.message).toBe('2 layers, of 2 kinds, are not supported: Erf9 (1), MaxPool9 (1).');
    const fused = converted(['BiasAdd', 'Softmax']);
    const other = await refusal(() => importGraphModel(fused.modelJson, joined(fused.shards)));
    expect(other.message).toMatch(/_FusedConv2D .* with Softmax is not supported/);
  });
});
