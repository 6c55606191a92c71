import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { neverAborted } from '../../../src/core/records/abort';
import type { TrainingSettings } from '../../../src/core/learning/train-layer';
import type { Engine } from '../../../src/engine/worker/engine';
import type { TuneRequest, TuningProgress } from '../../../src/engine/protocol/tuning';
import {
  classifierFeatures,
  classifierLayer,
  layerWeights,
} from '../../../src/networks/executor/classifier-layer';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { ImportedNetwork, Node } from '../../../src/networks/graph/graph';
import { readModelFiles } from '../../../src/networks/storage/weights';
import { useBackend } from '../../../testing/backends';
import { branchedNetwork, linearNetwork } from '../../../testing/networks';
import { makeTestPhoto } from '../../../testing/test-photo';
import { fakeClient } from '../../../testing/fake-host';
import { tinyNetwork } from '../../../testing/tiny-network';
import { countingMethod, toyEngine } from '../../../testing/toy-engine';

beforeAll(() => useBackend('cpu'));

const SETTINGS: TrainingSettings = {
  optimiser: 'adam',
  learningRate: 0.1,
  weightDecay: 0,
  epochs: 40,
  batch: 4,
  seed: 1,
};

const image = (seed: number) => makeTestPhoto(seed, 32, 32);
const request = (change: Partial<TuneRequest> = {}): TuneRequest => ({
  network: 'tiny',
  title: 'Tiny network, tuned',
  examples: Array.from({ length: 8 }, (_, place) => ({ image: image(place + 1), label: place % 4 })),
  settings: SETTINGS,
  ...change,
});
const tune = (
  engine: Engine,
  asked: TuneRequest,
  onProgress: (progress: TuningProgress) => void = () => undefined,
) => engine.tune(asked, onProgress, neverAborted());

describe('the last layer of a network', () => {
  it.each([
    ['a 1x1 convolution that is averaged', tinyNetwork()],
    ['a dense layer', branchedNetwork()],
    ['a dense layer on the flat picture', linearNetwork()],
  ])('is %s: features · kernel + bias are the logits', (_, imported) => {
    const [height, width] = imported.graph.input.size;
    const layer = classifierLayer(imported);
    const { kernel, bias, classes } = layerWeights(layer, imported.weights);
    const network = createNetwork(imported.graph, imported.weights);
    const x = tf.randomNormal<tf.Rank.R4>([2, height, width, 3], 0, 1, 'float32', 3);
    // A network keeps what it has prepared for its first pass.
    classifierFeatures(network, layer, x).dispose();
    const before = tf.memory().numTensors;
    const features = classifierFeatures(network, layer, x);
    expect(tf.memory().numTensors).toBe(before + 1);
    const sums = tf.add(
      tf.matMul(features, tf.tensor2d(Float32Array.from(kernel), [layer.width, classes])),
      tf.tensor1d(Float32Array.from(bias!)),
    );
    const [own, wanted] = [sums.dataSync(), network.logits(x).dataSync()];
    for (const [place, value] of wanted.entries()) expect(own[place]).toBeCloseTo(value, 4);
    network.dispose();
  });

  it('is refused where a rectifier follows it, and for labels', () => {
    const { graph, weights } = tinyNetwork();
    const rectified: ImportedNetwork = {
      graph: {
        ...graph,
        nodes: graph.nodes.flatMap((node): Node[] =>
          node.id === 'logits'
            ? [
                { id: 'last_relu', op: 'relu', inputs: ['conv2'] },
                { ...node, inputs: ['last_relu'] },
              ]
            : [node],
        ),
      },
      weights,
    };
    expect(() => classifierLayer(rectified)).toThrow(/cannot be trained here/);
    expect(() => classifierLayer({ graph: { ...graph, output: { kind: 'sigmoid' } }, weights })).toThrow(
      /cannot be trained here/,
    );
  });
});

describe('tuning a network', () => {
  it('gives the network with a last layer that has learnt, and nothing else changed', async () => {
    const engine = await toyEngine(countingMethod().method);
    const asked = request();
    const stages: string[] = [];
    const { files, losses } = await tune(engine, asked, ({ stage, done }) => stages.push(`${stage} ${done}`));
    expect(stages[0]).toBe('features 0.125');
    expect(stages.at(-1)).toBe('training 1');
    expect(losses).toHaveLength(40);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);

    const { network, hash } = await readModelFiles(files, {});
    expect(network.graph.title).toBe('Tiny network, tuned');
    const id = (await engine.load(network, hash, { id: 'tuned' })).id;
    const readBy = async (by: string) =>
      Promise.all(
        asked.examples.map(async (example) => (await engine.classify(by, example.image)).top[0]?.index),
      );
    const labels = asked.examples.map(({ label }) => label);
    const right = (read: readonly (number | undefined)[]) =>
      read.filter((index, place) => index === labels[place]).length;
    expect(right(await readBy(id))).toBeGreaterThan(right(await readBy('tiny')));
    // All that lies below is the trained network's, bit for bit.
    const original = [...tinyNetwork().weights.values()].map(({ values }) => values.join());
    const changed = [...network.weights.values()].filter(({ values }) => !original.includes(values.join()));
    expect(changed).toHaveLength(2);
  });

  it('gives its tensors back, ended early too', async () => {
    const engine = await toyEngine(countingMethod().method);
    await tune(engine, request({ settings: { ...SETTINGS, epochs: 1 } }));
    const before = tf.memory().numTensors;
    await tune(engine, request());
    expect(tf.memory().numTensors).toBe(before);
    for (const stage of ['features', 'training'] as const) {
      const controller = new AbortController();
      const ended = engine.tune(
        request(),
        (progress) => {
          if (progress.stage === stage) controller.abort();
        },
        controller.signal,
      );
      await expect(ended).rejects.toThrow(/abort/i);
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('refuses a label that the network has not, and no pictures at all', async () => {
    const engine = await toyEngine(countingMethod().method);
    await expect(tune(engine, request({ examples: [] }))).rejects.toThrow(/no picture to learn from/);
    await expect(tune(engine, request({ examples: [{ image: image(1), label: 10 }] }))).rejects.toThrow(
      /numbered 0 to 9/,
    );
  });

  it('is called off by its own key', async () => {
    const { client, hosts } = fakeClient();
    await client.ready;
    const controller = new AbortController();
    const tuned = client.tune(request(), { signal: controller.signal });
    await expect(tuned).resolves.toEqual({ files: [], losses: [] });
    hosts[0]!.api.tune = () => new Promise(() => undefined);
    const left = client.tune(request(), { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 0));
    controller.abort();
    await expect(left).rejects.toThrow(/cancelled/);
    expect(hosts[0]!.calls).toContain('abort tuning 2');
  });
});
