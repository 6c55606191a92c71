import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { argMax } from '../../../src/core/statistics/softmax';
import { EPSILON } from '../../../src/features/fooling-meaning/store/meaning-params';
import { stepParams } from '../../../src/features/fooling-meaning/store/push-in-steps';
import { slopesOf } from '../../../src/core/maps/slopes';
import { gain, pushed } from '../../../src/features/fooling-meaning/store/push';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import { importTfjsLayers } from '../../../src/networks/importers/keras/tfjs-layers';
import { rgbaToZScore } from '../../../src/networks/kernels/picture/round-to-bytes';
import { SAMPLES } from '../../../src/page/photo/samples';
import { useBackend } from '../../../testing/backends';
import { readPng } from '../../../testing/png-pixels';
import { result } from '../../unit/methods/drive';
import { fitted } from '../fits/fitted';

const ROOT = join(import.meta.dirname, '../../..');

beforeAll(() => useBackend('wasm'));

it('the ε that the view opens with adds up to more than the lead, and fools, on the drawing of a first visit', async () => {
  const folder = join(ROOT, 'models/squeezenet-sixteen');
  const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as unknown;
  const weights = new Uint8Array(readFileSync(join(folder, 'group1-shard1of1.bin')));
  const imported = importTfjsLayers(json, weights);
  const network = createNetwork(imported.graph, imported.weights);
  const [height, width] = imported.graph.input.size;
  const drawing = readPng(readFileSync(join(ROOT, 'public', SAMPLES[0].url)));
  const image = { width, height, data: fitted(drawing, [height, width], 'squash') };
  const x = rgbaToZScore(image.data, height, width);
  const logits = tf.tidy(() => network.logits(x).dataSync());
  const from = argMax(logits);
  const target = imported.graph.classes.findIndex(({ name }) => name === 'church');

  const margin = { objective: 'margin' };
  const { gradient } = await result(methodById('vanilla-gradient'), network, { x, target, params: margin });
  const slopes = slopesOf(gradient!);
  const gap = logits[from]! - logits[target]!;
  expect(gain(slopes, image, pushed(image, slopes, EPSILON.default))).toBeGreaterThan(gap);

  const run = { x, target, params: { ...stepParams(EPSILON.default) } };
  const { pixels } = await result(methodById('pgd-linf'), network, run);
  const read = tf.tidy(() => argMax(network.logits(rgbaToZScore(pixels!, height, width)).dataSync()));
  expect([imported.graph.classes[from]!.name, read]).toEqual(['golf ball', target]);
  x.dispose();
  network.dispose();
});
