import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imagenetClasses } from '../../src/networks/graph/imagenet-classes';
import { createNetwork } from '../../src/networks/executor/executor';
import { exportTfjsLayers } from '../../src/networks/exporters/tfjs-layers';
import { importOnnx } from '../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../src/networks/importers/keras/tfjs-layers';
import type { Network } from '../../src/networks/executor/network';
import { correlation, relativeError } from '../../testing/agreement';
import { useBackend } from '../../testing/backends';
import { NO_FIXTURES } from '../../testing/reference';
import { hasFixtures, readFixture, readFixtureJson, readNpy } from '../../testing/fixtures';
import { fromNchw, oneHot, readPicture } from './pictures';

interface Reference {
  readonly wnid: string;
  readonly trueClass: number;
  readonly top5: readonly number[];
}
const references = hasFixtures ? (readFixtureJson('reference', 'reference.json') as Reference[]) : [];

/** The golden values come from PyTorch; see the fixtures' own notes. */
describe.skipIf(!hasFixtures).each(['wasm', 'cpu'] as const)(
  hasFixtures ? 'SqueezeNet 1.1 on %s' : `%s: ${NO_FIXTURES}`,
  (backend) => {
    let network: Network;
    beforeAll(async () => {
      await useBackend(backend);
      const { graph, weights } = importOnnx(readFixture('models/squeezenet1.1.onnx'));
      network = createNetwork(graph, weights);
    });
    afterAll(() => network.dispose());

    it('is called what its file calls it, with ImageNet names', () => {
      expect(network.graph.id).toBe('squeezenet1.1');
      expect(network.graph.classes[281]?.name).toBe('tabby');
    });

    it('gives the same logits after a round through the exporter', () => {
      const { modelJson, shards } = exportTfjsLayers(importOnnx(readFixture('models/squeezenet1.1.onnx')));
      const back = importTfjsLayers(modelJson, new Uint8Array(Buffer.concat([...shards.values()])), {
        imagenet: imagenetClasses(),
      });
      const copy = createNetwork(back.graph, back.weights);
      const x = readPicture('reference', references[0]?.wnid ?? '', 'input.png');
      const logits = [network.logits(x), copy.logits(x)] as const;
      expect(relativeError(logits[1].dataSync(), logits[0].dataSync())).toBeLessThan(1e-5);
      expect(back.graph.input.preprocessing).toEqual(network.graph.input.preprocessing);
      expect(back.graph.classes).toEqual(network.graph.classes);
      copy.dispose();
      tf.dispose([x, ...logits]);
    });

    it.each([0, 1])('gives the output that comes with the file, for its input %i', (i) => {
      const { values, shape } = readNpy('models/squeezenet1.1.vectors', `${i}.input.npy`);
      const x = fromNchw(values, shape);
      const logits = network.logits(x);
      expect(
        relativeError(logits.dataSync(), readNpy('models/squeezenet1.1.vectors', `${i}.output.npy`).values),
      ).toBeLessThan(1e-3);
      tf.dispose([x, logits]);
    });

    // Plain JavaScript takes a second each; which op computes what on it, the ops' own tests say.
    const asked = backend === 'cpu' ? references.slice(0, 2) : references;
    it.each(asked)("gives PyTorch's logits for $wnid", ({ wnid, top5 }) => {
      const x = readPicture('reference', wnid, 'input.png');
      const logits = network.logits(x);
      const values = logits.dataSync();
      expect(relativeError(values, readNpy('reference', wnid, 'logits.npy').values)).toBeLessThan(1e-3);
      const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
      expect(order.slice(0, 5)).toEqual(top5);
      tf.dispose([x, logits]);
    });

    it.each(backend === 'cpu' ? references.slice(0, 1) : references)(
      "gives PyTorch's saliency for $wnid",
      ({ wnid, trueClass }) => {
        const x = readPicture('reference', wnid, 'input.png');
        const trace = network.forward(x);
        const cotangent = oneHot(trueClass, 1000);
        const { input } = network.backward(trace, new Map([[network.graph.logits, cotangent]]));
        const map = tf.tidy(() => tf.max(tf.abs(input), 3).dataSync());
        const { values } = readNpy('reference', wnid, 'saliency.npy');
        expect(correlation(map, values)).toBeGreaterThan(0.999);
        expect(relativeError(map, values)).toBeLessThan(0.02);
        trace.dispose();
        tf.dispose([x, cotangent, input]);
      },
    );

    if (backend !== 'cpu')
      it('agrees with finite differences in every part of the picture', () => {
        const { wnid, trueClass } = references[1] as Reference;
        const x = readPicture('reference', wnid, 'input.png');
        const trace = network.forward(x);
        const cotangent = oneHot(trueClass, 1000);
        const { input } = network.backward(trace, new Map([[network.graph.logits, cotangent]]));
        trace.dispose();
        const h = 0.003;
        // Along the gradient's own direction within one tile: long enough a step to stand out of float32's rounding.
        const tiles = [0, 1, 2, 3].flatMap((row) =>
          [0, 1, 2, 3].map((column) => [row * 56, column * 56] as const),
        );
        const pairs = tiles.map(([top, left]) =>
          tf.tidy(() => {
            const tile = tf.slice(input, [0, top, left, 0], [1, 56, 56, 3]);
            const placed = tf.pad(tile, [
              [0, 0],
              [top, 168 - top],
              [left, 168 - left],
              [0, 0],
            ]);
            const direction = tf.div<tf.Tensor4D>(placed, tf.norm(placed));
            const at = (sign: number) =>
              network.logits(tf.add(x, tf.mul(direction, sign * h))).dataSync()[trueClass] as number;
            const slope = tf.sum(tf.mul(direction, input)).dataSync()[0] as number;
            return { slope, difference: (at(1) - at(-1)) / (2 * h) };
          }),
        );
        const error = Math.hypot(...pairs.map(({ slope, difference }) => slope - difference));
        expect(error / Math.hypot(...pairs.map(({ difference }) => difference))).toBeLessThan(0.05);
        tf.dispose([x, cotangent, input]);
      });
  },
);
