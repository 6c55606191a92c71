import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { MEAN, STD } from '../../../../../src/networks/kernels/picture/z-score';
import { importTfjsLayers } from '../../../../../src/networks/importers/keras/tfjs-layers';
import { useBackend } from '../../../../../testing/backends';
import { randomTensor } from '../../ops/op-harness';

interface Saved {
  readonly json: Record<string, unknown>;
  readonly bytes: Uint8Array;
}

/** A model as plain TF.js saves it. */
async function saved(model: tfl.LayersModel): Promise<Saved> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save({
    save: (given) => {
      artifacts = given;
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const },
      });
    },
  });
  const data = artifacts?.weightData as ArrayBuffer;
  const weightsManifest = [{ paths: ['weights.bin'], weights: artifacts?.weightSpecs }];
  return {
    json: JSON.parse(JSON.stringify({ modelTopology: artifacts?.modelTopology, weightsManifest })) as Record<
      string,
      unknown
    >,
    bytes: new Uint8Array(data),
  };
}

/** Small weights everywhere, positive where a variance has to be. */
function fill(model: tfl.LayersModel): tfl.LayersModel {
  const values = model.getWeights().map((weight, i) => {
    const value = tf.mul<tf.Tensor>(randomTensor(weight.shape, 40 + i), 0.5);
    return model.weights[i]?.name.includes('variance') ? tf.add<tf.Tensor>(tf.abs(value), 0.1) : value;
  });
  model.setWeights(values);
  return model;
}

function mixed(): tfl.LayersModel {
  const { layers } = tfl;
  const input = tfl.input({ shape: [9, 9, 3] });
  const a = layers
    .conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' })
    .apply(input);
  const padded = layers
    .zeroPadding2d({
      padding: [
        [1, 0],
        [2, 1],
      ],
    })
    .apply(a);
  const b = layers
    .depthwiseConv2d({ kernelSize: 3, strides: 2, depthMultiplier: 2, useBias: false })
    .apply(padded);
  const bn = layers.batchNormalization({ scale: false }).apply(b);
  const r6 = layers.reLU({ maxValue: 6 }).apply(bn);
  const pooled = layers.maxPooling2d({ poolSize: 2, strides: 1, padding: 'same' }).apply(r6);
  const mean = layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' }).apply(pooled);
  const sum = layers.add().apply([mean as tfl.SymbolicTensor, r6 as tfl.SymbolicTensor]);
  const both = layers.concatenate().apply([sum as tfl.SymbolicTensor, pooled as tfl.SymbolicTensor]);
  const gap = layers.globalAveragePooling2d({}).apply(both);
  const dropped = layers.dropout({ rate: 0.5 }).apply(layers.reshape({ targetShape: [16] }).apply(gap));
  const out = layers.dense({ units: 5, activation: 'softmax' }).apply(dropped);
  return fill(tfl.model({ inputs: input, outputs: out as tfl.SymbolicTensor }));
}

function sequential(): tfl.LayersModel {
  const { layers } = tfl;
  const list = [
    layers.conv2d({ inputShape: [9, 9, 3], filters: 3, kernelSize: [3, 2], dataFormat: 'channelsLast' }),
    layers.activation({ activation: 'relu6' }),
    layers.flatten(),
    layers.dense({ units: 4, activation: 'relu' }),
    layers.dense({ units: 3 }),
    layers.softmax(),
  ];
  return fill(tfl.sequential({ layers: list }));
}

/** Probabilities of our own executor, from z-score pictures, for a network that takes them as they are. */
function ownProbabilities(file: Saved, x: tf.Tensor): number[] {
  const { graph, weights } = importTfjsLayers(file.json, file.bytes, { preprocessing: 'torch' });
  const network = createNetwork(graph, weights);
  const values = Array.from(tf.softmax(network.logits(x as tf.Tensor4D)).dataSync());
  network.dispose();
  return values;
}

describe('the TF.js layers importer', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    ['a functional model', mixed],
    ['a sequential model', sequential],
  ])('computes what plain TF.js computes: %s', async (_name, make) => {
    const model = make();
    const x = randomTensor([2, 9, 9, 3], 6);
    const expected = (model.predict(x as Parameters<typeof model.predict>[0]) as tf.Tensor).dataSync();
    ownProbabilities(await saved(model), x).forEach((value, i) =>
      expect(value).toBeCloseTo(expected[i] as number, 4),
    );
  });

  it('reads quantised weights', async () => {
    const file = await saved(sequential());
    const manifest = file.json['weightsManifest'] as { weights: Record<string, unknown>[] }[];
    const entries = manifest[0]?.weights ?? [];
    for (const dtype of ['uint8', 'uint16'] as const) {
      const max = dtype === 'uint8' ? 255 : 65535;
      const codes: Uint8Array[] = [];
      let at = 0;
      const quantised = entries.map((entry) => {
        const length = (entry['shape'] as number[]).reduce((a, b) => a * b, 1);
        const values = new Float32Array(file.bytes.slice(at, at + 4 * length).buffer);
        at += 4 * length;
        const min = Math.min(...values);
        const scale = (Math.max(...values) - min) / max || 1;
        const rounded = values.map((value) => Math.round((value - min) / scale));
        const stored = dtype === 'uint8' ? Uint8Array.from(rounded) : Uint16Array.from(rounded);
        codes.push(new Uint8Array(stored.buffer));
        return { ...entry, quantization: { dtype, scale, min } };
      });
      const bytes = new Uint8Array(codes.flatMap((part) => Array.from(part)));
      const json = { ...file.json, weightsManifest: [{ paths: ['w.bin'], weights: quantised }] };
      const exact = importTfjsLayers(file.json, file.bytes).weights;
      for (const [name, { values }] of importTfjsLayers(json, bytes).weights) {
        values.forEach((v, i) =>
          expect(Math.abs(v - (exact.get(name)?.values[i] as number))).toBeLessThan(1 / max),
        );
      }
    }
  });

  it('puts the logits before a softmax inside a Dense layer, and folds batch norms', async () => {
    const { json, bytes } = await saved(mixed());
    const { graph } = importTfjsLayers(json, bytes, {
      id: 'mixed',
      title: 'Mixed',
      classes: ['a', 'b', 'c', 'd', 'e'],
    });
    expect(graph.logits).toMatch(/\/linear$/);
    expect(graph.nodes.at(-1)?.op).toBe('softmax');
    expect(graph.nodes.map((node) => node.op)).not.toContain('batchNorm');
    expect(graph).toMatchObject({ id: 'mixed', title: 'Mixed', input: { size: [9, 9] } });
    expect(graph.classes.map((label) => label.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('takes pixels from 0 to 1 where nothing says otherwise', async () => {
    const { json, bytes } = await saved(sequential());
    const { graph, weights } = importTfjsLayers(json, bytes);
    const network = createNetwork(graph, weights);
    const pixels = randomTensor([1, 9, 9, 3], 2);
    const z = tf.div<tf.Tensor4D>(tf.sub(pixels, tf.tensor1d([...MEAN])), tf.tensor1d([...STD]));
    const seen = network
      .forward(z)
      .activation(graph.nodes[0]?.id ?? '')
      .dataSync();
    pixels.dataSync().forEach((value, i) => expect(seen[i]).toBeCloseTo(value, 4));
  });

  it('says what is wrong with other files', async () => {
    const { json, bytes } = await saved(sequential());
    const load =
      (change: object, weights = bytes) =>
      () =>
        importTfjsLayers({ ...json, ...change }, weights);
    expect(load({}, bytes.slice(0, 100))).toThrow(
      /Expected \d+ bytes of weights from the model’s shards, got 100/,
    );
    expect(load({}, new Uint8Array([...bytes, 0]))).toThrow(/bytes of weights/);
    expect(load({ weightsManifest: 3 })).toThrow(/Expected a TF.js layers model .*at weightsManifest/);
    expect(() => importTfjsLayers(null, bytes)).toThrow(/Expected a TF.js layers model/);
    expect(() => importTfjsLayers([1, 2], bytes)).toThrow(/Expected a TF.js layers model/);
    expect(() => importTfjsLayers(json, bytes, { classes: ['only one'] })).toThrow(
      /3 classes, but 1 class names/,
    );
    const other = JSON.parse(JSON.stringify(json).replace('"Flatten"', '"LSTM"')) as unknown;
    expect(() => importTfjsLayers(other, bytes)).toThrow(
      /LSTM at layer “.*” is not supported\. It looks like a recurrent/,
    );
  });
});
