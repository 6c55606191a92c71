import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pictureOf } from '../../../../src/canvas/exercise-pictures';
import { createPage, type Page } from '../../../../src/create-page';
import { type PictureKind, recordOf, type RunRecord } from '../../../../src/export/run-record';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { Exercise } from '../../../../src/methods/catalog/params';
import { unsaidParams } from '../../../../src/methods/catalog/resolve-params';
import { exportTfjsLayers } from '../../../../src/networks/exporters/tfjs-layers';
import { hashWeights } from '../../../../src/networks/storage/hash-weights';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { restoreRun } from '../../../../src/page/run/restore-run';
import { channels, runStore } from '../../../../src/page/run/run-store';
import { settingsStore } from '../../../../src/page/settings/settings-store';
import { type Picture, readPng } from '../../../../testing/png-pixels';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { createToyPage } from '../../../../testing/toy-page';

/**
 * Files that the page saved before its folders were drawn anew (commit 6554b50), with the tiny network at 32 x 32 pixels on
 * WASM and the sample "Golf ball": they must come back for good. The pictures are fixtures, never written again by today's code.
 */
const SAVED: Readonly<Record<string, { exercise: Exercise; record: RunRecord }>> = {
  'map.png': {
    exercise: 'saliency',
    record: {
      picture: 'map',
      scale: 1,
      recipe: {
        version: 1,
        network: 'tiny',
        method: 'smooth-grad',
        params: { average: 'mean', samples: 6, noise: 15, objective: 'logit', batch: 0 },
        target: 6,
        targetName: 'class 6',
        seed: 5,
        fit: 'squash',
        backend: 'wasm',
        steps: 6,
        image: 'Golf ball (drawing)',
      },
    },
  },
  'fooling.png': {
    exercise: 'fooling',
    record: {
      picture: 'result',
      scale: 2,
      recipe: {
        version: 1,
        network: 'tiny',
        method: 'targeted-gradient',
        params: {
          stepSize: 2,
          maxSteps: 300,
          clamp: true,
          stopRule: 'rounded',
          confidence: 0.9,
          objective: 'logit',
        },
        target: 6,
        targetName: 'class 6',
        seed: 0,
        fit: 'squash',
        backend: 'wasm',
        steps: 3,
        image: 'Golf ball (drawing)',
      },
    },
  },
  'visualisation.png': {
    exercise: 'visualization',
    record: {
      picture: 'result',
      scale: 1,
      recipe: {
        version: 1,
        network: 'tiny',
        method: 'class-visualization',
        params: {
          stepSize: 5,
          iterations: 12,
          lambda: 0.001,
          jitter: 16,
          blurEvery: 10,
          blurSigma: 0.5,
          penalty: 'squared',
          clamp: true,
          start: 'noise',
          objective: 'logit',
        },
        target: 3,
        targetName: 'class 3',
        seed: 8,
        fit: 'squash',
        backend: 'wasm',
        steps: 12,
      },
    },
  },
};

/** A picture whose pixels are each repeated so many times, at its own size. */
function ownSize({ width, height, data }: Picture, scale: number): Picture {
  const own = { width: width / scale, height: height / scale };
  const pixels = new Uint8ClampedArray(own.width * own.height * 4);
  for (let y = 0; y < own.height; y++) {
    for (let x = 0; x < own.width; x++) {
      const from = (y * width + x) * scale * 4;
      pixels.set(data.subarray(from, from + 4), (y * own.width + x) * 4);
    }
  }
  return { ...own, data: pixels };
}

/** Decoding is the browser's, and here all pictures have the network's size. */
vi.mock('../../../../src/photo/image-intake', () => ({
  decodeImage: async (source: Blob, { scale = 1 }: { scale?: number } = {}) => {
    const picture = ownSize(readPng(new Uint8Array(await source.arrayBuffer())), scale);
    return { ...picture, bitmap: { ...picture, close: () => undefined } };
  },
}));
vi.mock('../../../../src/photo/picture-fit', async (original) => ({
  ...(await original<object>()),
  fitBitmap: async ({ width, height, data }: Picture) => ({ width, height, data: data.slice() }),
}));

const toy = createToyPage();
let page: Page;
let weights: string;

beforeAll(async () => {
  createToyBrowser();
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  const [[, bytes] = ['', new Uint8Array()]] = exportTfjsLayers(tinyNetwork(), { dtype: 'float32' }).shards;
  weights = await hashWeights(bytes);
  networkStore.setState({
    info: { ...(await toy.info()), weightsHash: weights },
    rows: toy.lab.networks(),
    listed: true,
  });
});
afterAll(() => page.stop());
beforeEach(() => settingsStore.setState({ ...settingsStore.getInitialState(), network: 'tiny' }, true));

const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`saved-pictures/${name}`, import.meta.url)));

describe.each(Object.entries(SAVED))(
  'a picture saved by a page of before, %s',
  (name, { exercise, record }) => {
    it('says with what it was made', () => {
      const { input, ...read } = recordOf(bytesOf(name))!;
      expect(read).toEqual({ ...record, recipe: { ...record.recipe, weights } });
      expect(input !== undefined).toBe(record.recipe.image !== undefined);
    });

    it('brings back its photo, its settings and its run, which makes the same picture again', async () => {
      const file = bytesOf(name);
      const read = recordOf(file)!;
      const restored = await restoreRun(read, new Blob([file]));
      expect(restored).toMatchObject({ networkMissing: null, weightsDiffer: false, inputMissing: false });
      const { recipe } = record;
      await expect.poll(() => runStore.getState()[exercise].phase, { timeout: 60_000 }).toBe('done');

      const settings = settingsStore.getState();
      expect(settings).toMatchObject({ exercise, seed: recipe.seed, fit: recipe.fit });
      expect(settings.methods[exercise]).toBe(recipe.method);
      // What a method has learnt to be told since is as it was without a word.
      const info = METHODS.find(({ id }) => id === recipe.method)!;
      expect(settings.params[recipe.method]).toEqual({ ...unsaidParams(info.params), ...recipe.params });
      expect(settings.targets[exercise]).toBe(recipe.target);
      if (read.input !== undefined) {
        expect(imageStore.getState().photo?.name).toBe(recipe.image);
        const input = readPng(Buffer.from(read.input.split(',')[1]!, 'base64'));
        expect(runStore.getState()[exercise].input).toEqual(input);
      }

      const run = runStore.getState()[exercise];
      expect(run.step).toBe(recipe.steps);
      const frame = channels[exercise].latest();
      const again = pictureOf(record.picture as PictureKind, { frame, input: run.input, reading: settings })!;
      const before = ownSize(readPng(file), record.scale);
      expect([again.width, again.height]).toEqual([before.width, before.height]);
      // Another backend sums in another order: a value may round the other way.
      const apart = Math.max(...before.data.map((value, i) => Math.abs(value - again.data[i]!)));
      expect(apart).toBeLessThanOrEqual(1);
      if (record.picture === 'map') expect(restored.classification).toBeNull();
      else expect(restored.classification?.logits[recipe.target]).toBeCloseTo(run.scalars['logit']!, 1);
    });
  },
);
