import * as tf from '@tensorflow/tfjs-core';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { beforeAll, describe, expect, it } from 'vitest';
import { toZScore } from '../../../../src/networks/kernels/picture/z-score';
import { createNetwork } from '../../../../src/networks/executor/executor';
import {
  type ExportedGraphModel,
  exportGraphModel,
  type GraphModelOptions,
} from '../../../../src/networks/exporters/graph-model';
import type { ImportedNetwork, Node } from '../../../../src/networks/graph/graph';
import { PREPROCESSINGS } from '../../../../src/core/records/preprocessings';
import { relativeError } from '../../../../testing/agreement';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { branchedNetwork, graphOf, linearNetwork, someWeights } from '../../../../testing/networks';
import { randomTensor } from '../ops/op-harness';
import { randomNetwork } from './random-network';

/** What plain TF.js makes of the files, once they have been through JSON. */
async function stockScores({ modelJson, shards }: ExportedGraphModel, x: tf.Tensor): Promise<tf.Tensor> {
  const files = new Map<string, Uint8Array<ArrayBuffer> | string>([
    ...shards,
    ['model.json', JSON.stringify(modelJson)],
  ]);
  const fetchFunc = (url: string): Promise<Response> =>
    Promise.resolve(new Response(files.get(url.split('/').at(-1) ?? '') ?? null));
  const model = await loadGraphModel('https://models.example/judge/model.json', {
    fetchFunc: fetchFunc as typeof fetch,
  });
  const scores = model.predict(x) as tf.Tensor;
  model.dispose();
  return scores;
}

function ownLogits({ graph, weights }: ImportedNetwork, x: tf.Tensor): Float32Array {
  const network = createNetwork(graph, weights);
  const logits = network.logits(x as tf.Tensor4D).dataSync<'float32'>();
  network.dispose();
  return logits;
}

async function error(network: ImportedNetwork, x: tf.Tensor, options?: GraphModelOptions): Promise<number> {
  const scores = await stockScores(exportGraphModel(network, options), x);
  expect(scores.shape).toEqual([x.shape[0], network.graph.classes.length]);
  return relativeError(scores.dataSync(), ownLogits(network, x));
}

/** A network with one layer between the picture and its scores, for refusals. */
function oneLayer(layer: Node, shapes: Record<string, number[]> = {}): ImportedNetwork {
  const nodes: Node[] = [
    { id: 'x', op: 'input', inputs: [] },
    layer,
    { id: 'gap', op: 'globalAvgPool', inputs: [layer.id] },
  ];
  return { graph: graphOf(nodes, 'gap', 3), weights: someWeights(shapes) };
}

describe.each(['cpu', 'wasm'] as const)('networks as TF.js graph models on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(Array.from({ length: 24 }, (_, seed) => seed))(
    'gives the same logits: network %i',
    async (seed) => {
      expect(await error(randomNetwork(seed), randomTensor([2, 12, 13, 3], seed + 50))).toBeLessThan(1e-4);
    },
  );

  it.each([
    ['branches', branchedNetwork(), 8],
    ["SqueezeNet's ops", tinyNetwork(), 32],
    ['one dense layer', linearNetwork(), 2],
  ])('gives the same logits: %s', async (_name, network, side) => {
    expect(await error(network, randomTensor([2, side, side, 3], 3))).toBeLessThan(1e-4);
  });

  it.each(['torch', 'caffe', 'tf'] as const)('takes plain pixels where asked: %s', async (name) => {
    const { graph, weights } = branchedNetwork();
    const network = {
      graph: { ...graph, input: { ...graph.input, preprocessing: PREPROCESSINGS[name] } },
      weights,
    };
    const pixels = tf.tidy(() => tf.div<tf.Tensor4D>(tf.add(randomTensor([2, 8, 8, 3], 4), 1), 2));
    const scores = await stockScores(exportGraphModel(network, { input: 'pixels' }), pixels);
    expect(relativeError(scores.dataSync(), ownLogits(network, toZScore(pixels)))).toBeLessThan(1e-4);
  });

  it('puts a background class that never wins before the others', async () => {
    const network = branchedNetwork();
    const x = randomTensor([2, 8, 8, 3], 5);
    const scores = await stockScores(exportGraphModel(network, { background: true }), x);
    expect(scores.shape).toEqual([2, 7]);
    const [background, logits] = tf.split(scores, [1, 6], 1) as [tf.Tensor, tf.Tensor];
    expect(relativeError(logits.dataSync(), ownLogits(network, x))).toBeLessThan(1e-4);
    expect(Math.max(...background.dataSync())).toBeLessThan(-1e4);
    const probabilities = tf.softmax(scores).dataSync();
    expect([probabilities[0], probabilities[7]]).toEqual([0, 0]);
  });
});

describe('the files of a graph model', () => {
  it('say what goes in and what comes out', () => {
    const { modelJson } = exportGraphModel(tinyNetwork({ classes: 4 }));
    const dims = (sizes: number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });
    expect(modelJson).toMatchObject({
      format: 'graph-model',
      signature: {
        inputs: { input: { name: 'input:0', tensorShape: dims([-1, 32, 32, 3]) } },
        outputs: { logits: { tensorShape: dims([-1, 4]) } },
      },
    });
    const ops = new Set(modelJson.modelTopology.node.map((node) => node.op));
    expect(ops).not.toContain('Softmax');
  });

  it('hold each weight once, cut into shards of at most 4 MiB', () => {
    const nodes: Node[] = [
      { id: 'x', op: 'input', inputs: [] },
      { id: 'flat', op: 'flatten', inputs: ['x'] },
      { id: 'hidden', op: 'dense', inputs: ['flat'], kernel: 'w1' },
      { id: 'scores', op: 'dense', inputs: ['hidden'], kernel: 'w2' },
    ];
    const weights = someWeights({ w1: [192, 6000], w2: [6000, 2] });
    const { shards, modelJson } = exportGraphModel({ graph: graphOf(nodes, 'scores', 2), weights });
    const shapeBytes = 2 * 4;
    expect([...shards.values()].map((shard) => shard.length)).toEqual([
      2 ** 22,
      4 * (192 * 6000 + 12000) + shapeBytes - 2 ** 22,
    ]);
    expect(modelJson.weightsManifest[0]?.paths).toEqual([...shards.keys()]);
  });
});

describe('what plain TF.js cannot compute', () => {
  const plain = { strides: [1, 1], dilations: [1, 1], padding: [0, 0, 0, 0] } as const;

  it('is refused by name: grouped convolutions', () => {
    const layer = { id: 'split', op: 'conv2d', inputs: ['x'], kernel: 'k', groups: 3, ...plain } as const;
    expect(() => exportGraphModel(oneLayer(layer, { k: [1, 1, 1, 3] }))).toThrow(
      expect.objectContaining({
        code: 'unsupported-op',
        message: expect.stringMatching(/“split”.*3 groups/) as string,
      }),
    );
  });

  it('is refused by name: odd paddings that an average leaves out', () => {
    const layer = {
      id: 'mean',
      op: 'avgPool',
      inputs: ['x'],
      size: [3, 3],
      countPadding: false,
      ...plain,
      padding: [2, 0, 1, 1],
    } as const;
    expect(() => exportGraphModel(oneLayer(layer))).toThrow(
      expect.objectContaining({ code: 'unsupported-op', message: expect.stringMatching(/“mean”/) as string }),
    );
  });

  it('tells a missing weight from a missing op', () => {
    const layer = { id: 'c', op: 'conv2d', inputs: ['x'], kernel: 'k', groups: 1, ...plain } as const;
    const { graph } = oneLayer(layer);
    const weights = someWeights({ k: [1, 1, 3, 3] });
    const bare = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === 'c' ? { ...layer, bias: 'b' } : node)),
    };
    expect(() => exportGraphModel({ graph: bare, weights })).toThrow(
      expect.objectContaining({ code: 'unsupported-model' }),
    );
  });
});
