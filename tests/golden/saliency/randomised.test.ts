import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/seeded-random';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor';
import type { ImportedNetwork, WeightArray } from '../../../src/networks/graph';
import { importTfjsLayers } from '../../../src/networks/importers/tfjs-layers';
import type { Network } from '../../../src/networks/network';
import { correlation } from '../../agreement';
import { useBackend } from '../../backends';
import { photo, result } from '../../unit/methods/drive';

const MAPS = [
  ['guided-backprop', {}],
  ['vanilla-gradient', {}],
  ['grad-cam', { depth: 1 }],
] as const;

function bundled(): ImportedNetwork {
  const folder = join(import.meta.dirname, '../../../models/squeezenet-sixteen');
  const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as unknown;
  return importTfjsLayers(json, new Uint8Array(readFileSync(join(folder, 'group1-shard1of1.bin'))));
}

/** The network with its last layer drawn anew, as wide as before, without biases. */
function withNewTop({ graph, weights }: ImportedNetwork, seed: number): Network {
  const random = createRandom(seed);
  const redrawn = [...weights].map(([name, weight]): [string, WeightArray] => {
    if (!name.startsWith('conv10/')) return [name, weight];
    const { shape, values } = weight;
    const width = Math.hypot(...values) / Math.sqrt(values.length);
    const drawn = random.normals(values.length).map((value) => value * width);
    return [name, { shape, values: name.endsWith('bias') ? new Float32Array(values.length) : drawn }];
  });
  return createNetwork(graph, new Map(redrawn));
}

function ranks(values: Float32Array): Float32Array {
  const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!);
  const rank = new Float32Array(values.length);
  order.forEach((index, place) => (rank[index] = place));
  return rank;
}

/** Adebayo et al. 2018: a map that explains the network must change when the network's last layer is replaced by noise. */
describe('after the last layer is redrawn', () => {
  const imported = bundled();
  let trained: Network;
  beforeAll(async () => {
    await useBackend('wasm');
    trained = createNetwork(imported.graph, imported.weights);
  });
  afterAll(() => trained.dispose());

  it('guided backpropagation hardly notices, the gradient does, Grad-CAM most', async () => {
    const pictures = [1, 2, 3, 4];
    const similarity = MAPS.map(() => 0);
    for (const seed of pictures) {
      const x = photo(160, seed);
      const other = withNewTop(imported, seed);
      const logits = tf.tidy(() => trained.logits(x).dataSync());
      const target = logits.indexOf(Math.max(...logits));
      for (const [i, [id, params]] of MAPS.entries()) {
        const map = async (network: Network) =>
          ranks((await result(methodById(id), network, { x, target, params })).attribution!);
        const before = await map(trained);
        if (seed === 1) expect(correlation(before, await map(trained))).toBeCloseTo(1, 9);
        similarity[i]! += correlation(before, await map(other)) / pictures.length;
      }
      other.dispose();
      x.dispose();
    }
    const [guided, plain, cam] = similarity as [number, number, number];
    expect(guided).toBeGreaterThan(0.95);
    expect(plain).toBeLessThan(guided - 0.03);
    expect(cam).toBeLessThan(plain - 0.2);
  }, 60_000);
});
