import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { CLASS_VISUALISATION } from '../../../../src/methods/visualisation/class-visualisation.params';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { checkpointsStore } from '../../../../src/page/run/checkpoints-store';
import { resumeRun } from '../../../../src/page/run/resume-run';
import { channels, curves, runStore } from '../../../../src/page/run/run-store';
import { cancelRun, startRun, stepOnce } from '../../../../src/page/run/start-run';
import {
  applyPreset,
  paramsOf,
  set,
  settingsStore,
  setTarget,
} from '../../../../src/page/settings/settings-store';
import { cutOffWords } from '../../../../src/panels/run/CutOffRuns';
import { createRunCheckpoints } from '../../../../src/engine/page/run-checkpoints';
import { checkpointStorage } from '../../../../testing/checkpoints-in-memory';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const { storage } = checkpointStorage();
const toy = createToyPage(createRunCheckpoints(storage));
/** Another tab, which sees the same storage. */
const elsewhere = createRunCheckpoints(storage);
const { id: METHOD } = CLASS_VISUALISATION;
const view = () => runStore.getState().visualization;
const pixels = () => [...channels.visualization.latest()!.pixels!];
const report = vi.fn();
let page: Page;

beforeAll(async () => {
  createToyBrowser('#exercise=visualization&frameEvery=1');
  page = createPage(toy.lab, [], report);
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info() });
  imageStore.setState({ fitted: toyImage(), photo: null });
  setTarget('visualization', 6);
  applyPreset(METHOD, { preset: 'from-image', start: 'image', stepSize: 0.5, iterations: 9 });
});
afterAll(() => page.stop());

it('offers a run that was cut off, and goes on with it where it stood, with its settings and its photo', async () => {
  await startRun('visualization');
  expect(checkpointsStore.getState().cutOff).toEqual([]);
  const straight = pixels();

  const running = startRun('visualization', { paused: true });
  await until(async () => (await elsewhere.list()).length === 1);
  const [kept] = await elsewhere.list();
  expect(cutOffWords(kept!, 'tiny')).toMatch(/^A run of 9 steps \(“.+” on tiny\) stopped at 1\.$/);
  const request = await elsewhere.request(kept!.id);
  const from = request.from!;
  cancelRun('visualization');
  await running;
  expect(await elsewhere.list()).toEqual([]);

  // As a crash leaves it; the page is then used otherwise.
  await elsewhere.keep(kept!.id, request, from);
  set({ seed: 99, exercise: 'saliency' });
  setTarget('visualization', 2);
  applyPreset(METHOD, { stepSize: 7 });
  await resumeRun(kept!.id);
  expect(view()).toMatchObject({ phase: 'done', step: 9, target: 6, recipe: { seed: 0 } });
  expect(pixels()).toEqual(straight);
  expect(settingsStore.getState()).toMatchObject({ exercise: 'visualization', seed: 0 });
  expect(paramsOf(settingsStore.getState(), 'visualization')).toMatchObject({
    stepSize: 0.5,
    start: 'image',
  });
  await until(async () => (await elsewhere.list()).length === 0);
  expect(checkpointsStore.getState().cutOff).toEqual([]);
});

it('shows again what it has shown before: its curve and its film strip', async () => {
  await startRun('visualization');
  const seen = () => ({
    points: curves.visualization.map((point) => ({ ...point })),
    strip: channels.visualization.strip().map(({ step, pixels }) => [step, [...pixels!]]),
  });
  const straight = seen();
  expect(straight.strip.map(([step]) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

  const running = startRun('visualization', { paused: true });
  await until(() => view().phase === 'paused');
  for (const step of [2, 3, 4]) {
    stepOnce('visualization');
    await until(() => view().step === step);
  }
  await until(async () => (await elsewhere.list())[0]?.recipe.steps === 4);
  const { id } = (await elsewhere.list())[0]!;
  const [request, history] = [await elsewhere.request(id), await elsewhere.history(id)];
  cancelRun('visualization');
  await running;
  await until(async () => (await elsewhere.list()).length === 0);
  expect(await elsewhere.history(id)).toMatchObject({ points: [], film: { frames: [] } });

  await elsewhere.keep(id, request, request.from!, history);
  await resumeRun(id);
  expect(seen()).toEqual(straight);
});

it('stays kept where its network has other weights, which is said', async () => {
  const running = startRun('visualization', { paused: true });
  await until(async () => (await elsewhere.list()).length === 1);
  const [kept] = await elsewhere.list();
  const request = await elsewhere.request(kept!.id);
  const from = request.from!;
  cancelRun('visualization');
  await running;
  await elsewhere.keep('other', request, { ...from, recipe: { ...from.recipe, weights: 'others' } });
  await expect(resumeRun('other')).rejects.toMatchObject({ code: 'bad-recipe' });
  expect(await elsewhere.list()).toMatchObject([{ id: 'other' }]);
});

it('says once that nothing can be kept, and the run goes on', async () => {
  storage.setMany = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
  const running = startRun('visualization', { paused: true });
  await until(() => report.mock.calls.length > 0);
  expect(report.mock.calls).toMatchObject([[{ code: 'storage-full' }]]);
  cancelRun('visualization');
  await running;
});
