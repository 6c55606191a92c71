import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { resultOf } from '../../../../src/engine/page/result-of-run';
import { networkStore } from '../../../../src/page/network/network-store';
import { channels, runStore } from '../../../../src/page/run/run-store';
import { showResult } from '../../../../src/page/run/show-result';
import { methodsFor } from '../../../../src/page/settings/settings-schema';
import { paramsOf, set, settingsStore } from '../../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { createToyPage } from '../../../../testing/toy-page';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';

const toy = createToyPage();
let page: Page;

beforeAll(async () => {
  createToyBrowser();
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info(), rows: toy.lab.networks(), listed: true });
});
afterAll(() => page.stop());

it('puts a finished run on the stage, picture, numbers and settings, without running it', async () => {
  const [method] = methodsFor('visualization');
  const params = { ...defaultParams(method.params), iterations: 2, jitter: 3 };
  const request = {
    network: 'tiny',
    method: method.id,
    image: null,
    target: 4,
    params,
    seed: 9,
    fit: 'squash' as const,
    frameEvery: 0,
  };
  const result = await resultOf(toy.lab.run(request));
  set({ exercise: 'saliency', visualizationView: 'sweep' });
  expect(await showResult(result, null)).toBe(true);
  const { exercise, visualizationView, seed, targets } = settingsStore.getState();
  expect({ exercise, visualizationView, seed, target: targets.visualization }).toEqual({
    exercise: 'visualization',
    visualizationView: 'visualisation',
    seed: 9,
    target: 4,
  });
  expect(paramsOf(settingsStore.getState(), 'visualization')).toEqual(params);
  const { visualization: run, active } = runStore.getState();
  expect(run).toMatchObject({
    phase: 'done',
    step: 2,
    target: 4,
    result,
    recipe: result.recipe,
    input: null,
  });
  expect(active).toBeNull();
  expect(channels.visualization.latest()?.pixels).toEqual(result.pixels);
});
