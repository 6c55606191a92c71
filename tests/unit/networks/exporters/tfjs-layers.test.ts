import type * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../src/networks/executor/executor';
import { type ExportedModel, exportTfjsLayers } from '../../../../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork, Node } from '../../../../src/networks/graph/graph';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { PREPROCESSINGS } from '../../../../src/core/records/preprocessings';
import { useBackend } from '../../../../testing/backends';
import { branchedNetwork, graphOf, someWeights } from '../../../../testing/networks';
import { randomTensor } from '../ops/op-harness';

function joined({ shards }: ExportedModel): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([...shards.values()]));
}

/** What plain TF.js makes of the exported files. */
async function stockLogits(exported: ExportedModel, x: tf.Tensor): Promise<number[]> {
  const { modelTopology, weightsManifest } = exported.modelJson;
  const model = await loadLayersModel({
    load: () =>
      Promise.resolve({
        modelTopology: modelTopology as object,
        weightSpecs: weightsManifest.flatMap((group) => group.weights) as tf.io.WeightsManifestEntry[],
        weightData: joined(exported).buffer,
      }),
  });
  const logits = model.predict(x) as tf.Tensor;
  expect(logits.rank).toBe(2);
  return Array.from(logits.dataSync());
}

function ownLogits({ graph, weights }: ImportedNetwork, x: tf.Tensor): number[] {
  const network = createNetwork(graph, weights);
  const logits = Array.from(network.logits(x as tf.Tensor4D).dataSync());
  network.dispose();
  return logits;
}

function expectClose(a: readonly number[], b: readonly number[], digits = 4): void {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i] as number, digits));
}

/** Paddings that Keras has no word for, and logits that are still a 1x1 map. */
function oddlyPadded(): ImportedNetwork {
  const plain = { dilations: [1, 1], groups: 1 } as const;
  const nodes: Node[] = [
    { id: 'x', op: 'input', inputs: [] },
    {
      id: 'first conv',
      op: 'conv2d',
      inputs: ['x'],
      kernel: 'k1',
      bias: 'b1',
      strides: [1, 1],
      padding: [2, 0, 1, 1],
      ...plain,
    },
    { id: 'r', op: 'relu', inputs: ['first conv'] },
    { id: 'pool', op: 'maxPool', inputs: ['r'], size: [3, 3], strides: [2, 2], padding: [2, 1, 1, 1] },
    {
      id: 'avg',
      op: 'avgPool',
      inputs: ['pool'],
      size: [3, 3],
      strides: [1, 1],
      padding: [1, 1, 1, 1],
      countPadding: true,
    },
    {
      id: 'same',
      op: 'avgPool',
      inputs: ['avg'],
      size: [3, 3],
      strides: [1, 1],
      padding: [1, 1, 1, 1],
      countPadding: false,
    },
    {
      id: 'classifier',
      op: 'conv2d',
      inputs: ['same'],
      kernel: 'k2',
      strides: [1, 1],
      padding: [0, 0, 0, 0],
      ...plain,
    },
    { id: 'gap', op: 'globalAvgPool', inputs: ['classifier'] },
  ];
  return {
    graph: graphOf(nodes, 'gap', 5),
    weights: someWeights({ k1: [3, 3, 3, 4], b1: [4], k2: [1, 1, 4, 5] }),
  };
}

describe('the TF.js layers exporter', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    ['a branched network', branchedNetwork()],
    ['odd paddings', oddlyPadded()],
  ])('writes what plain TF.js reads, with the same logits: %s', async (_name, network) => {
    const x = randomTensor([2, 8, 8, 3], 3);
    const exported = exportTfjsLayers(network);
    expectClose(await stockLogits(exported, x), ownLogits(network, x));
  });

  it.each([
    ['a branched network', branchedNetwork()],
    ['odd paddings', oddlyPadded()],
  ])('writes what the importer reads back: %s', (_name, network) => {
    const x = randomTensor([2, 8, 8, 3], 4);
    const exported = exportTfjsLayers(network);
    const back = importTfjsLayers(JSON.parse(JSON.stringify(exported.modelJson)), joined(exported));
    expectClose(ownLogits(back, x), ownLogits(network, x));
    expect(back.graph).toMatchObject({ id: 'small', title: 'Small', classes: network.graph.classes });
  });

  it('keeps classes, preprocessing, settings and licence', () => {
    const own = { scale: 255, mean: [120, 110, 100], std: [60, 61, 62], channels: 'BGR' } as const;
    const { graph, weights } = branchedNetwork();
    const classes = graph.classes.map((label) => ({ ...label, synonyms: ['another name'] }));
    const suggested = { lambda: 0.01, stepSize: 2 };
    const full = {
      ...graph,
      classes,
      suggested,
      licence: 'MIT',
      input: { ...graph.input, preprocessing: own },
    };
    const exported = exportTfjsLayers({ graph: full, weights });
    const back = importTfjsLayers(exported.modelJson, joined(exported)).graph;
    expect(back.input.preprocessing).toEqual(own);
    expect(back).toMatchObject({ classes, suggested, licence: 'MIT' });
    const named = { ...full, input: { ...full.input, preprocessing: PREPROCESSINGS.caffe } };
    expect(exportTfjsLayers({ graph: named, weights }).modelJson.userDefinedMetadata.lucarne).toMatchObject({
      input: { size: [8, 8], preprocessing: 'caffe' },
    });
  });

  it('halves the kernels as float16', async () => {
    const network = branchedNetwork();
    const x = randomTensor([1, 8, 8, 3], 5);
    const exported = exportTfjsLayers(network, { dtype: 'float16' });
    const biases = [...network.weights.values()].filter(({ shape }) => shape.length === 1);
    const biasBytes = 4 * biases.reduce((sum, { values }) => sum + values.length, 0);
    expect((joined(exported).length - biasBytes) * 2).toBe(
      joined(exportTfjsLayers(network)).length - biasBytes,
    );
    expectClose(await stockLogits(exported, x), ownLogits(network, x), 2);
    expectClose(
      await stockLogits(exported, x),
      ownLogits(importTfjsLayers(exported.modelJson, joined(exported)), x),
      4,
    );
  });

  it('cuts weights into files of at most 4 MiB that join again', () => {
    const nodes: Node[] = [
      { id: 'x', op: 'input', inputs: [] },
      { id: 'flat', op: 'flatten', inputs: ['x'] },
      { id: 'hidden', op: 'dense', inputs: ['flat'], kernel: 'w1' },
      { id: 'scores', op: 'dense', inputs: ['hidden'], kernel: 'w2' },
    ];
    const weights = someWeights({ w1: [192, 6000], w2: [6000, 2] });
    const exported = exportTfjsLayers({ graph: graphOf(nodes, 'scores', 2), weights });
    const sizes = [...exported.shards.values()].map((shard) => shard.length);
    expect(sizes).toEqual([2 ** 22, 4 * (192 * 6000 + 12000) - 2 ** 22]);
    const back = importTfjsLayers(exported.modelJson, joined(exported)).weights;
    const [read, written] = [back.get('hidden/kernel')?.values, weights.get('w1')?.values];
    expect(read?.length).toBe(written?.length);
    expect(read?.every((value, i) => value === written?.[i])).toBe(true);
  });

  it('refuses what Keras has no layer for', () => {
    const { graph, weights } = oddlyPadded();
    const bare = graph.nodes.map((node) => (node.op === 'relu' ? { ...node, op: 'dropout' as const } : node));
    expect(() => exportTfjsLayers({ graph: { ...graph, nodes: bare }, weights })).toThrow(
      /“pool” \(maxPool\) has no TF.js layer/,
    );
    const inGroups: Node[] = [
      { id: 'x', op: 'input', inputs: [] },
      {
        id: 'g',
        op: 'conv2d',
        inputs: ['x'],
        kernel: 'k',
        strides: [1, 1],
        padding: [0, 0, 0, 0],
        dilations: [1, 1],
        groups: 3,
      },
      { id: 'gap', op: 'globalAvgPool', inputs: ['g'] },
    ];
    const grouped = { graph: graphOf(inGroups, 'gap', 6), weights: someWeights({ k: [1, 1, 1, 6] }) };
    expect(() => exportTfjsLayers(grouped)).toThrow(/in 3 groups/);
  });
});
