import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import type { Recipe } from '../../../../src/core/records/recipe';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { restoreRun } from '../../../../src/page/run/restore-run';
import { runStore } from '../../../../src/page/run/run-store';
import { methodsFor } from '../../../../src/page/settings/settings-schema';
import { settingsStore } from '../../../../src/page/settings/settings-store';
import { provideViews } from '../../../../src/page/settings/views';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { createToyPage } from '../../../../testing/toy-page';
import { toyImage } from '../../../../testing/toy-engine';

/** Decoding and fitting are the browser's: each file here holds one grey level. */
vi.mock('../../../../src/photo/image-intake', () => ({
  decodeImage: async (source: Blob) => ({
    bitmap: { level: Number(await source.text()), close: () => undefined },
    width: 32,
    height: 32,
  }),
}));
vi.mock('../../../../src/photo/picture-fit', async (original) => ({
  ...(await original<object>()),
  fitBitmap: async ({ level }: { level: number }): Promise<PixelImage> => toyImage(level),
}));

const toy = createToyPage();
let page: Page;
const saliency = () => runStore.getState().saliency;
const recipe: Recipe = {
  version: 1,
  network: 'tiny',
  weights: 'hash',
  method: 'vanilla-gradient',
  params: { objective: 'logit' },
  target: 4,
  seed: 7,
  fit: 'squash',
  image: 'quail.png',
};
const input = (level: number): string => `data:text/plain,${level}`;
const file = new Blob(['90']);

beforeAll(async () => {
  createToyBrowser();
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info(), rows: toy.lab.networks(), listed: true });
});
afterAll(() => page.stop());
beforeEach(() => settingsStore.setState({ ...settingsStore.getInitialState(), network: 'tiny' }, true));

it('brings back the photo, the settings and the run, and reads the saved picture itself', async () => {
  const restored = await restoreRun({ recipe, picture: 'result', scale: 1, input: input(120) }, file);
  expect(restored).toMatchObject({ networkMissing: null, weightsDiffer: false, inputMissing: false });
  const seen = await toy.lab.classify('tiny', toyImage(90), new AbortController().signal);
  expect(restored.classification?.logits).toEqual(seen.logits);
  await expect.poll(() => saliency().phase, { timeout: 5000 }).toBe('done');
  expect(saliency()).toMatchObject({
    input: toyImage(120),
    recipe: { target: 4, seed: 7, image: 'quail.png' },
  });
  expect(imageStore.getState().photo?.name).toBe('quail.png');
  expect(settingsStore.getState()).toMatchObject({ seed: 7, targets: { saliency: 4 } });
});

it('says where the network is not here or has other weights, and where the photo is not in the file', async () => {
  const other = { ...recipe, network: 'gone', weights: 'others' };
  const before = saliency().signal;
  const restored = await restoreRun({ recipe: other, picture: 'map', scale: 1 }, file);
  expect(restored).toEqual({
    classification: null,
    networkMissing: 'gone',
    isView: false,
    weightsDiffer: true,
    inputMissing: true,
  });
  expect(saliency().signal).toBe(before);
  expect(settingsStore.getState()).toMatchObject({ network: 'tiny', seed: 7 });
});

it('brings back the run that a figure shows, and reads nothing in the figure itself', async () => {
  const restored = await restoreRun({ recipe, picture: 'figure', scale: 1, input: input(60) }, file);
  expect(restored).toMatchObject({ classification: null, inputMissing: false, isView: false });
  await expect
    .poll(() => saliency().phase === 'done' && saliency().input?.data[0], { timeout: 5000 })
    .toBe(60);
});

it('brings back the view that drew a figure with its settings', async () => {
  const number = { kind: 'number', label: '', default: 1, min: 0, max: 9, step: 1, scale: 'linear' } as const;
  const table = {
    id: 'toy-view',
    params: { k: { ...number, unit: '', live: false, help: { what: '', rises: '', try: '' } } },
  } as const;
  provideViews([{ id: 'toy-view', exercise: 'saliency', settings: [table], shelved: 'run' }]);
  const view = { id: 'toy-view', params: { k: 5 } };
  const record = { recipe, picture: 'figure', view, scale: 1, input: input(200) } as const;
  expect(await restoreRun(record, file)).toMatchObject({ isView: true, inputMissing: false });
  expect(settingsStore.getState()).toMatchObject({
    saliencyView: 'toy-view',
    params: { 'toy-view': { k: 5 } },
  });
  provideViews([]);
});

it('gives way to a later one', async () => {
  const record = { recipe, picture: 'result', scale: 1 } as const;
  const first = restoreRun({ ...record, input: input(20) }, file).catch((thrown: unknown) => thrown);
  const second = restoreRun({ ...record, recipe: { ...recipe, target: 2 }, input: input(200) }, file);
  expect(await first).toMatchObject({ name: 'AbortError' });
  await second;
  await expect.poll(() => saliency().phase === 'done' && saliency().target, { timeout: 5000 }).toBe(2);
  expect(saliency().input).toEqual(toyImage(200));
});

it('brings back a sheet’s settings and its view, and begins none of its runs', async () => {
  const table = {
    id: 'toy-sheet',
    params: {
      values: { kind: 'text', label: '', default: '', longest: 9, live: false, help: { what: '', try: '' } },
    },
  } as const;
  provideViews([{ id: 'toy-sheet', exercise: 'visualization', settings: [table], shelved: 'run' }]);
  const visualisation = methodsFor('visualization')[0];
  const sheet: Recipe = { ...recipe, method: visualisation.id, params: { jitter: 3 } };
  const before = runStore.getState().visualization;
  const view = { id: 'toy-sheet', params: { values: '1, 2', other: 5 } };
  const restored = await restoreRun({ recipe: sheet, picture: 'sheet', view, scale: 1 }, file);
  expect(restored).toMatchObject({ isView: true, classification: null });
  const { exercise, visualizationView, params } = settingsStore.getState();
  expect([exercise, visualizationView]).toEqual(['visualization', 'toy-sheet']);
  expect(params['toy-sheet']).toEqual({ values: '1, 2' });
  expect(params[visualisation.id]).toMatchObject({ jitter: 3 });
  expect(runStore.getState().visualization).toBe(before);
  provideViews([]);
});
