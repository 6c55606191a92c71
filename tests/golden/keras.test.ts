import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../src/networks/executor/executor';
import { parseLayersModel } from '../../src/networks/importers/keras/layers-schema';
import { importTfjsLayers } from '../../src/networks/importers/keras/tfjs-layers';
import type { Network } from '../../src/networks/executor/network';
import { useBackend } from '../../testing/backends';
import { hasFixtures, readFixture, readFixtureJson } from '../../testing/fixtures';
import { readPicture } from './pictures';

type Row = { readonly wnid: string } & Readonly<Record<string, readonly number[]>>;
const rows = hasFixtures ? (readFixtureJson('reference', 'vgg19-mobilenet.json') as Row[]) : [];

/** VGG19's half gigabyte of float32 takes a while to unpack. */
const slow = process.env.LUCARNE_SLOW === '1';
const networks = [
  { key: 'mobilenet', folder: 'models/mobilenet-v1-0.75-224-tfjs', preprocessing: 'tf', run: hasFixtures },
  { key: 'vgg19', folder: 'models/vgg19-uint8-tfjs', preprocessing: 'caffe', run: hasFixtures && slow },
] as const;

describe.each(networks)('$key as a TF.js layers model on wasm', ({ key, folder, preprocessing, run }) => {
  describe.skipIf(!run)(run ? 'against PyTorch' : 'needs the fixtures, and LUCARNE_SLOW=1 for VGG19', () => {
    let network: Network;
    beforeAll(async () => {
      await useBackend('wasm');
      const json = readFixtureJson(folder, 'model.json');
      const paths = parseLayersModel(json).manifest.flatMap((group) => group.paths);
      const bytes = new Uint8Array(Buffer.concat(paths.map((path) => readFixture(folder, path))));
      const { graph, weights } = importTfjsLayers(json, bytes, { preprocessing });
      network = createNetwork(graph, weights);
    }, 120_000);
    afterAll(() => network.dispose());

    it.each(rows)(
      'has the same five best classes and probabilities for $wnid',
      (row) => {
        const x = readPicture('reference', row.wnid, 'input.png');
        const probabilities = tf.tidy(() => tf.softmax(network.logits(x)).dataSync());
        const order = Array.from(probabilities.keys()).sort(
          (a, b) => (probabilities[b] as number) - (probabilities[a] as number),
        );
        const expected = row[`${key}_top5`] ?? [];
        // Classes that tie to the digits given may stand in either order, so probabilities are compared class by class.
        expect(order[0]).toBe(expected[0]);
        expect(order.slice(0, 5).filter((index) => expected.includes(index)).length).toBeGreaterThanOrEqual(
          4,
        );
        expected.forEach((index, i) =>
          expect(
            Math.abs((probabilities[index] as number) - (row[`${key}_prob`]?.[i] as number)),
          ).toBeLessThan(2e-3),
        );
        x.dispose();
      },
      60_000,
    );

    it('has a gradient that follows a small step', () => {
      const x = readPicture('reference', rows[0]?.wnid ?? '', 'input.png');
      const trace = network.forward(x);
      const best = tf.tidy(() => tf.oneHot(tf.argMax(trace.logits, 1), 1000)) as tf.Tensor2D;
      const { input } = network.backward(trace, new Map([[network.graph.logits, tf.cast(best, 'float32')]]));
      const score = (at: tf.Tensor4D) =>
        tf.tidy(() => tf.sum(tf.mul(network.logits(at), best)).dataSync()[0] as number);
      const length = tf.tidy(() => tf.norm(input).dataSync()[0] as number);
      const step = (sign: number) =>
        tf.tidy(() => tf.add<tf.Tensor4D>(x, tf.mul(input, (sign * 0.01) / length)));
      const slope = (score(step(1)) - score(step(-1))) / 0.02;
      expect(Math.abs(slope / length - 1)).toBeLessThan(0.05);
      trace.dispose();
    }, 60_000);
  });
});
