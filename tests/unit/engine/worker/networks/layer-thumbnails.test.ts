import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { layerThumbnails } from '../../../../../src/engine/worker/networks/layer-thumbnails';
import { imageTensor } from '../../../../../src/engine/worker/networks/classify';
import { camLayers } from '../../../../../src/methods/saliency/class-activation/cam-layers';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import { useBackend } from '../../../../../testing/backends';
import { makeTestPhoto } from '../../../../../testing/test-photo';
import { tinyNetwork } from '../../../../../testing/tiny-network';

const tiny = tinyNetwork({ size: 66 });
const photo = makeTestPhoto(1, 66, 66);

/** A layer's activations `[h, w, C]`, read plainly. */
function activations(id: string): { readonly values: number[][][]; readonly channels: number } {
  const network = createNetwork(tiny.graph, tiny.weights);
  const x = imageTensor(tiny.graph, photo);
  const trace = network.forward(x);
  const [values] = (trace.activation(id) as tf.Tensor4D).arraySync();
  trace.dispose();
  x.dispose();
  network.dispose();
  return { values: values!, channels: values![0]![0]!.length };
}

describe.each(['cpu', 'wasm'] as const)('thumbnails of layers on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('are of every layer, its mean first, then the channels that are excited most; and memory stays flat', async () => {
    const network = createNetwork(tiny.graph, tiny.weights);
    await layerThumbnails(network, photo, null);
    const before = tf.memory().numTensors;
    const layers = await layerThumbnails(network, photo, null);
    expect(tf.memory().numTensors).toBe(before);
    network.dispose();
    expect(layers.map(({ layer }) => layer)).toEqual(camLayers(tiny.graph).map(({ depth }) => depth));
    for (const { layer, width, height, thumbnails } of layers) {
      const { values, channels } = activations(camLayers(tiny.graph)[layer]!.id);
      const means = Array.from({ length: channels }, (_, c) => {
        const all = values.flat().map((place) => place[c]!);
        return all.reduce((sum, value) => sum + value, 0) / all.length;
      });
      const [first, ...most] = thumbnails;
      expect(first!.channel).toBeNull();
      expect(first!.mean).toBeCloseTo(means.reduce((sum, value) => sum + value, 0) / channels, 5);
      const largest = means.toSorted((a, b) => b - a);
      most.forEach(({ mean }, i) => expect(mean).toBeCloseTo(largest[i]!, 5));
      for (const { channel, mean } of most) expect(means[channel!]).toBeCloseTo(mean, 5);
      for (const { values: bytes } of thumbnails) {
        expect(bytes).toHaveLength(width * height);
        expect([0, 255]).toContain(Math.max(...bytes));
      }
    }
  });

  it('of one layer are of all its channels in their order, averaged over squares where it is large', async () => {
    const network = createNetwork(tiny.graph, tiny.weights);
    const largest = camLayers(tiny.graph).at(-1)!;
    const [only] = await layerThumbnails(network, photo, largest.depth);
    network.dispose();
    const { values, channels } = activations(largest.id);
    expect(only!.thumbnails.map(({ channel }) => channel)).toEqual(
      Array.from({ length: channels }, (_, c) => c),
    );
    const square = Math.ceil(values.length / 28);
    expect(only!.height).toBe(Math.ceil(values.length / square));
    expect(square).toBeGreaterThan(1);
    // By hand: the mean of each square that lies wholly inside, from the least to the largest of them.
    const pooled = (row: number, column: number): number => {
      let [sum, count] = [0, 0];
      for (const line of values.slice(row * square, (row + 1) * square))
        for (const place of line.slice(column * square, (column + 1) * square))
          [sum, count] = [sum + place[0]!, count + 1];
      return sum / count;
    };
    expect(values.length % square).toBe(0);
    const all = Array.from({ length: only!.width * only!.height }, (_, i) =>
      pooled(Math.floor(i / only!.width), i % only!.width),
    );
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const expected = all.map((value) => (255 * (value - low)) / (high - low));
    only!.thumbnails[0]!.values.forEach((byte, i) =>
      expect(Math.abs(byte - expected[i]!)).toBeLessThanOrEqual(0.51),
    );
  });

  it('there are none of a layer that the network does not have', async () => {
    const network = createNetwork(tiny.graph, tiny.weights);
    await expect(layerThumbnails(network, photo, 99)).rejects.toMatchObject({ code: 'bad-parameter' });
    network.dispose();
  });
});
