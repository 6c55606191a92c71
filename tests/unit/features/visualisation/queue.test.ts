import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { phaseWords, queuedWords } from '../../../../src/features/visualisation/queue/queue-words';
import {
  addToQueue,
  keepQueue,
  queueStore,
  removeFromQueue,
  runQueue,
  showQueued,
} from '../../../../src/features/visualisation/queue/queue-store';
import { CLASS_VISUALISATION } from '../../../../src/methods/visualisation/class-visualisation.params';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { channels, handles, runStore } from '../../../../src/page/run/run-store';
import { startRun } from '../../../../src/page/run/start-run';
import {
  applyPreset,
  paramsOf,
  set,
  setTarget,
  settingsStore,
} from '../../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const toy = createToyPage();
const { id: METHOD } = CLASS_VISUALISATION;
const runs = () => queueStore.getState().runs;
let page: Page;

beforeAll(async () => {
  createToyBrowser('#exercise=visualization&frameEvery=1');
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info() });
  imageStore.setState({ fitted: toyImage() });
  setTarget('visualization', 6);
  applyPreset(METHOD, { iterations: 4 });
});
afterAll(() => page.stop());

it('runs what was added in turn, each with its own settings, past one that fails, and shows what each came to', async () => {
  const first = startRun('visualization');
  await until(() => handles.has('visualization'));
  set({ seed: 5 });
  setTarget('visualization', 2);
  addToQueue();
  // Its network is gone by the time it has its turn.
  addToQueue();
  queueStore.setState(({ runs: [one, other] }) => ({
    runs: [one!, { ...other!, request: { ...other!.request, network: 'gone' } }],
  }));
  set({ seed: 9 });
  addToQueue();
  addToQueue();
  removeFromQueue(runs()[3]!.id);
  expect(queuedWords(runs()[0]!, 'tiny')).toMatch(/^“.+”, tiny, T 4, seed 5$/);
  expect(runs().map(phaseWords)).toEqual(['waits', 'waits', 'waits']);
  set({ exercise: 'saliency' });
  await first;
  await until(() => !queueStore.getState().isOn);

  expect(runs().map(({ phase }) => phase)).toEqual(['done', 'failed', 'done']);
  expect(phaseWords(runs()[1]!)).toMatch(/^failed: The run needs the network “gone”/);
  expect(runs().map(({ result }) => [result?.recipe.seed, result?.recipe.target])).toEqual([
    [5, 2],
    [undefined, undefined],
    [9, 2],
  ]);
  // Whoever looks at something else meanwhile goes on looking at it.
  expect(settingsStore.getState()).toMatchObject({ exercise: 'saliency', seed: 9 });
  showQueued(runs()[0]!);
  expect(runStore.getState().visualization).toMatchObject({ phase: 'done', recipe: { seed: 5 } });
  expect([...channels.visualization.latest()!.pixels!]).toEqual([...runs()[0]!.result!.pixels]);
});

it('begins when it is told to, where nothing is under way', async () => {
  queueStore.setState({ runs: [] });
  applyPreset(METHOD, { iterations: 3 });
  addToQueue();
  expect(runs()[0]!.phase).toBe('waiting');
  applyPreset(METHOD, { iterations: 50 });
  await runQueue();
  expect(runs()[0]!.result?.steps).toBe(3);
  expect(paramsOf(settingsStore.getState(), 'visualization')['iterations']).toBe(3);
});

it('outlives its page: what waited waits again, what has been done is there, and what was under way is not run twice', async () => {
  const failed = vi.fn();
  const left = keepQueue(failed);
  queueStore.setState({ runs: [] });
  applyPreset(METHOD, { iterations: 3 });
  set({ seed: 21 });
  addToQueue();
  await runQueue();
  set({ seed: 22 });
  addToQueue();
  set({ seed: 23 });
  addToQueue();
  const [done, underWay, waits] = runs();
  // As a page is cut off in the middle of the second.
  queueStore.setState({ runs: [done!, { ...underWay!, phase: 'running' }, waits!] });
  await until(async () => (await toy.lab.checkpoints.waiting.take()).length === 3);
  queueStore.setState(({ runs: [...same] }) => ({ runs: same }));
  left();
  queueStore.setState({ runs: [] });

  const next = keepQueue(failed);
  await until(() => runs().length === 3);
  const seedsOf = () => runs().map(({ recipe: { seed }, phase }) => [seed, phase]);
  // It had come to no checkpoint, so it begins anew.
  expect(seedsOf()).toEqual([
    [21, 'done'],
    [22, 'waiting'],
    [23, 'waiting'],
  ]);
  expect([...runs()[0]!.result!.pixels]).toEqual([...done!.result!.pixels]);
  await runQueue();
  expect(seedsOf().map(([, phase]) => phase)).toEqual(['done', 'done', 'done']);
  expect(new Set(runs().map(({ id }) => id)).size).toBe(3);

  const { recipe } = runs()[1]!;
  vi.spyOn(toy.lab.checkpoints, 'list').mockResolvedValue([
    { id: 'a', at: 0, recipe: { ...recipe, steps: 2 } },
  ]);
  queueStore.setState(({ runs: [one, second] }) => ({ runs: [one!, { ...second!, phase: 'running' }] }));
  next();
  queueStore.setState({ runs: [] });
  const last = keepQueue(failed);
  await until(() => runs().length > 0);
  expect(seedsOf()).toEqual([[21, 'done']]);
  last();
  expect(failed).not.toHaveBeenCalled();
});
