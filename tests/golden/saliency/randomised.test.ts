import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rgbaToZScore } from '../../../src/networks/kernels/picture/round-to-bytes';
import { createRandom } from '../../../src/core/random/seeded-random';
import { softmax } from '../../../src/core/statistics/softmax';
import type { RunResult } from '../../../src/engine/protocol/protocol';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { ImportedNetwork } from '../../../src/networks/graph/graph';
import { importTfjsLayers } from '../../../src/networks/importers/keras/tfjs-layers';
import type { Network } from '../../../src/networks/executor/network';
import { layersFromTop, redrawWeights } from '../../../src/networks/executor/redraw-weights';
import { type CheckTools, meanOf } from '../../../src/features/believe/store/check-tools';
import { compareMethods } from '../../../src/features/believe/store/compare-methods';
import { drawOriginal, drawPoint } from '../../../src/features/believe/store/randomise';
import { useBackend } from '../../../testing/backends';
import { makeTestPhoto } from '../../../testing/test-photo';
import { result } from '../../unit/methods/drive';
import { method, toySubject } from '../../../testing/toy-subject';

function bundled(id: string): ImportedNetwork {
  const folder = join(import.meta.dirname, '../../../models', id);
  const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as unknown;
  return importTfjsLayers(json, new Uint8Array(readFileSync(join(folder, 'group1-shard1of1.bin'))));
}

/** Draws maps as the engine does, on the trained network or on one with layers drawn anew. */
function toolsFor(imported: ImportedNetwork, trained: Network): CheckTools {
  const drawMap: CheckTools['drawMap'] = async ({ method: id, image, target, params, redrawn, seed }) => {
    const weights = redrawn && redrawWeights(imported, redrawn.layers, createRandom(redrawn.seed));
    const network = weights ? createNetwork(imported.graph, weights) : trained;
    const { data, width, height } = image!;
    const x = rgbaToZScore(data, width, height);
    const frame = await result(methodById(id), network, { x, target: Number(target), params, seed });
    const logits = tf.tidy(() => network.logits(x).dataSync()) as Float32Array<ArrayBuffer>;
    x.dispose();
    if (network !== trained) network.dispose();
    const probabilities = softmax(logits);
    const { attribution, gradient: raw, scalars } = frame;
    return {
      logits,
      probabilities,
      attribution,
      raw,
      scalars,
      input: data,
      pixels: data,
      width,
      height,
      steps: 1,
    } as RunResult;
  };
  return {
    drawMap,
    classify: () => Promise.reject(new Error('nothing is classified here')),
    signal: new AbortController().signal,
    progress: () => undefined,
  };
}

/** Adebayo et al. 2018: a map that explains the network must change when the network's layers are replaced by noise. */
describe.each([
  { id: 'squeezenet-sixteen', photos: [1, 2, 3] },
  // The large network takes four times as long for each.
  { id: 'vgg16-slim', photos: process.env['LUCARNE_ALL_SAMPLES'] ? [1, 2, 3] : [] },
])('with the weights of $id redrawn', ({ id, photos }) => {
  const imported = bundled(id);
  const size = imported.graph.input.size[0];
  let trained: Network;
  beforeAll(async () => {
    await useBackend('wasm');
    trained = createNetwork(imported.graph, imported.weights);
  });
  afterAll(() => trained.dispose());

  const subjectOf = (photo: number, change: Parameters<typeof toySubject>[0] = {}) => {
    const image = makeTestPhoto(photo, size, size);
    const x = rgbaToZScore(image.data, size, size);
    const logits = tf.tidy(() => trained.logits(x).dataSync());
    x.dispose();
    const target = logits.indexOf(Math.max(...logits));
    return toySubject({ image, target, layers: layersFromTop(imported.graph), ...change });
  };

  it.each(['vanilla-gradient', 'grad-cam'])(
    '%s is the same at no layers, and drops at the first',
    async (name) => {
      const tools = toolsFor(imported, trained);
      const subject = subjectOf(1, { method: method(name) });
      const original = await drawOriginal(subject, tools);
      const nothing = await drawPoint(subject, original, 0, tools);
      expect(nothing.likeness).toEqual({ spearman: 1, ssim: 1 });
      expect(nothing.control).toEqual({ spearman: 1, ssim: 1 });
      const first = await drawPoint(subject, original, 1, tools);
      const all = await drawPoint(subject, original, subject.layers.length, tools);
      expect(first.likeness.spearman).toBeLessThan(0.95);
      expect(first.likeness.ssim).toBeLessThan(0.75);
      expect(all.likeness.ssim).toBeLessThan(0.75);
      for (const { control } of [first, all]) expect(control).toEqual({ spearman: 1, ssim: 1 });
    },
    60_000,
  );

  // Dozens of networks are drawn anew and run for each photo.
  it.skipIf(photos.length === 0)(
    'guided backpropagation hardly notices a classifier of noise, the gradient does, Grad-CAM most',
    async () => {
      const tools = toolsFor(imported, trained);
      const means = new Map<string, (number | null)[]>();
      for (const photo of photos) {
        for (const row of await compareMethods(subjectOf(photo, { seed: 10 * photo }), tools)) {
          means.set(row.method.id, [...(means.get(row.method.id) ?? []), ...row.spearman]);
        }
      }
      const mean = (name: string): number => meanOf(means.get(name) ?? [])!;
      expect(mean('guided-backprop')).toBeGreaterThan(0.9);
      expect(mean('vanilla-gradient')).toBeLessThan(mean('guided-backprop') - 0.03);
      expect(mean('grad-cam')).toBeLessThan(mean('vanilla-gradient') - 0.1);
    },
    120_000,
  );
});
