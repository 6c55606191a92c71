import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adjustedBytes } from '../../../src/core/pictures/adjust-picture';
import { mergedFrom, objectShares } from '../../../src/core/pictures/object-valley';
import { rgbaToZScore } from '../../../src/networks/kernels/picture/round-to-bytes';
import { argMax, softmax } from '../../../src/core/statistics/softmax';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import { importOnnx } from '../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../src/networks/importers/keras/tfjs-layers';
import type { Network } from '../../../src/networks/executor/network';
import type { AdjustedMap } from '../../../src/features/limits/store/adjusted-map';
import { SWEEP_STOPS } from '../../../src/features/limits/store/sweep-stops';
import { sweepSentence } from '../../../src/features/limits/view/limit-words';
import { useBackend } from '../../../testing/backends';
import { readPng } from '../../../testing/png-pixels';
import { result } from '../../unit/methods/drive';
import { hasFixtures, readFixture } from '../../../testing/fixtures';
import { fitted } from '../fits/fitted';

const ROOT = join(import.meta.dirname, '../../..');
/** As \`stores/limits/two-objects\` has them, which a test of its own compares with the drawing. */
const DISCS = [
  { x: 165 / 640, y: 330 / 640, radius: 115 / 640 },
  { x: 475 / 640, y: 330 / 640, radius: 115 / 640 },
] as const;

function bundled(id: string): Network {
  const folder = join(ROOT, 'models', id);
  const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as unknown;
  const { graph, weights } = importTfjsLayers(
    json,
    new Uint8Array(readFileSync(join(folder, 'group1-shard1of1.bin'))),
  );
  return createNetwork(graph, weights);
}

/** The sweep through contrast that the page makes of its drawing of two golf balls, and what the page says of it. */
async function sweep(network: Network) {
  const { graph } = network;
  const [height, width] = graph.input.size;
  const scene = readPng(readFileSync(join(ROOT, 'public/scenes/two-golf-balls.png')));
  const seen = fitted(scene, graph.input.size, 'squash');
  const target = graph.classes.findIndex(({ name }) => name === 'golf ball');
  const looks: AdjustedMap[] = [];
  for (const stop of SWEEP_STOPS.contrast) {
    const image = {
      width,
      height,
      data: adjustedBytes(seen, width, height, { contrast: stop / 100, blur: 0 }),
    };
    const x = rgbaToZScore(image.data, height, width);
    const frame = await result(methodById('vanilla-gradient'), network, { x, target, params: {} });
    const logits = tf.tidy(() => network.logits(x).dataSync());
    x.dispose();
    const probabilities = softmax(logits);
    const best = argMax(logits);
    looks.push({
      image,
      frame,
      best: {
        index: best,
        name: graph.classes[best]!.name,
        logit: logits[best]!,
        probability: probabilities[best]!,
      },
      isRead: best === target,
      probability: probabilities[target]!,
      logit: logits[target]!,
      likeness: null,
      objects: objectShares(frame.attribution!, width, DISCS),
    });
  }
  const words = sweepSentence({ of: 'contrast', question: null as never, held: 0, looks }, 'golf ball');
  return { looks, valleys: looks.map(({ objects }) => objects!.valley), words };
}

/** Seen on each network first, and held here: the demonstration shows what it says, or says that here it does not. */
describe('two objects’ maps under falling contrast', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(['squeezenet-sixteen', 'vgg16-slim'])('run into one on %s', async (id) => {
    const network = bundled(id);
    const { looks, valleys, words } = await sweep(network);
    expect(looks[0]!.isRead).toBe(true);
    expect(valleys[0]).toBeLessThan(0.8);
    expect(mergedFrom(valleys)).toBeTypeOf('number');
    expect(words).toContain('the two objects’ maps run into one');
    network.dispose();
  });

  it.skipIf(!hasFixtures)(
    'run into one on SqueezeNet 1.1 only where it reads something else, and are said to',
    async () => {
      const { graph, weights } = importOnnx(readFixture('models/squeezenet1.1.onnx'));
      const network = createNetwork(graph, weights);
      const { looks, valleys, words } = await sweep(network);
      const place = mergedFrom(valleys) as number;
      expect(looks[place]!.isRead).toBe(false);
      expect(words).toMatch(/^At 10 % contrast the two objects’ maps run into one/);
      expect(words).toMatch(/From \d+ % contrast on it is no longer read as golf ball but as ping-pong ball/);
      network.dispose();
    },
  );
});
