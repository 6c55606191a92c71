import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import type { RunRequest } from '../../../../src/engine/protocol/protocol';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { beginRun, channels, curves, handles, runStore } from '../../../../src/page/run/run-store';
import { runOrPause } from '../../../../src/page/run/run-or-pause';
import { cancelRun, commandRun, startRun } from '../../../../src/page/run/start-run';
import {
  applyPreset,
  paramsOf,
  set,
  setMethod,
  setParam,
  settingsStore,
  setTarget,
} from '../../../../src/page/settings/settings-store';
import { openCard } from '../../../../src/page/shelf/open-card';
import { provideShelf } from '../../../../src/page/shelf/shelf-here';
import { shelfStore } from '../../../../src/page/shelf/shelf-store';
import { branchFromCard, goOnWithCard, runCardAgain } from '../../../../src/page/shelf/use-card';
import { createShelf } from '../../../../src/shelf/shelf';
import { shelfInMemory, type ShelfInMemory } from '../../../../testing/shelf-in-memory';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const ASCENT = 'class-visualization';
const ATTACK = 'targeted-gradient';
const toy = createToyPage();
const began: RunRequest[] = [];
const lab = {
  ...toy.lab,
  run: (...given: Parameters<typeof toy.lab.run>) => {
    began.push(given[0]);
    return toy.lab.run(...given);
  },
};
const report = vi.fn();
let browser: ShelfInMemory;
let page: Page;

/** A page that begins with what the browser keeps. */
async function freshPage(): Promise<void> {
  createToyBrowser('#exercise=visualization&frameEvery=1');
  settingsStore.setState(settingsStore.getInitialState(), true);
  for (const exercise of ['saliency', 'fooling', 'visualization'] as const) beginRun(exercise);
  provideShelf(createShelf(browser.tab()));
  shelfStore.setState({ cards: [], shown: null, fault: null });
  page = createPage(lab, [], report);
  await lab.ready;
  networkStore.setState({ info: await toy.info(), rows: lab.networks() });
  set({ exercise: 'visualization', frameEvery: 1, network: 'tiny' });
  imageStore.setState({ fitted: toyImage(), photo: null });
}

beforeEach(async () => {
  browser = shelfInMemory();
  await freshPage();
});
afterEach(async () => {
  await until(() => handles.size === 0);
  page.stop();
  provideShelf(null);
  expect(report.mock.calls).toEqual([]);
});

const cards = () => shelfStore.getState().cards;
const view = (exercise: 'fooling' | 'visualization' | 'saliency') => runStore.getState()[exercise];
const numbers = (exercise: 'fooling' | 'visualization') => {
  const { result, scalars } = view(exercise);
  return { pixels: [...result!.pixels], logits: [...result!.logits], scalars };
};

/** The pictures of the film strip. */
const strip = () =>
  channels.visualization.strip().map(({ step, pixels }) => ({ step, pixels: [...pixels!] }));

/** Starts a run, and stops it some steps in. */
async function stopped(exercise: 'fooling' | 'visualization'): Promise<void> {
  const leave = runStore.subscribe((now, before) => {
    if (now[exercise].step === 4 && before[exercise].step === 3) commandRun(exercise, { type: 'stop' });
  });
  await startRun(exercise);
  leave();
  expect(view(exercise).phase).toBe('stopped');
  await until(() => cards().some(({ phase }) => phase === 'stopped'));
}

it('keeps a finished run: shown again after the page was killed, at once and without a run', async () => {
  setTarget('visualization', 4);
  applyPreset(ASCENT, { iterations: 5, lambda: 0.01 });
  await startRun('visualization');
  const made = numbers('visualization');
  const points = curves.visualization.map(({ step, logit }) => ({ step, logit }));
  const film = strip();
  expect(film.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
  await until(() => cards().length === 1);
  expect(cards()).toMatchObject([
    { exercise: 'visualization', phase: 'done', step: 5, steps: 5, recipe: { method: ASCENT, target: 4 } },
  ]);
  page.stop();

  await freshPage();
  set({ exercise: 'saliency', seed: 3 });
  setTarget('visualization', 1);
  applyPreset(ASCENT, { iterations: 900, lambda: 0 });
  const [card] = await page.automation.shelf();
  expect(card).toMatchObject({ network: 'tiny', method: ASCENT, target: 4, step: 5, starred: false });
  expect(card!.scalars['probability']).toBeGreaterThan(0);
  const runs = began.length;
  await page.automation.open(card!.id);
  expect(began.length).toBe(runs);
  expect(numbers('visualization')).toEqual(made);
  expect(view('visualization')).toMatchObject({ phase: 'done', step: 5, target: 4 });
  expect([...channels.visualization.latest()!.pixels!]).toEqual(made.pixels);
  expect(curves.visualization.map(({ step, logit }) => ({ step, logit }))).toEqual(points);
  expect(strip()).toEqual(film);
  const settings = settingsStore.getState();
  expect(settings).toMatchObject({ exercise: 'visualization', seed: 0, targets: { visualization: 4 } });
  expect(paramsOf(settings, 'visualization')).toMatchObject({ iterations: 5, lambda: 0.01 });
});

it.each([
  // Adam's means and shifts at random: all that a step hands to the next.
  ['visualization', ASCENT, { iterations: 12, optimiser: 'adam', jitter: 3 }],
  ['fooling', ATTACK, { maxSteps: 12, stepSize: 1e-3, stopRule: 'probability', confidence: 1 }],
] as const)(
  'goes on with a stopped run of %s as if it had never stopped',
  async (exercise, method, values) => {
    set({ exercise });
    setTarget(exercise, 6);
    applyPreset(method, values);
    await startRun(exercise);
    const { step } = view(exercise);
    const straight = numbers(exercise);
    await stopped(exercise);
    page.stop();

    await freshPage();
    applyPreset(method, {});
    const card = (await page.automation.shelf()).find(({ stopped }) => stopped)!;
    expect(card.step).toBeGreaterThanOrEqual(4);
    expect(card.step).toBeLessThan(step);
    const runs = began.length;
    await goOnWithCard(card.id);
    expect(began.length).toBe(runs + 1);
    // It is gone on with from where it stood, not made again.
    expect(began.at(-1)?.from?.state.step).toBe(card.step);
    expect(view(exercise)).toMatchObject({ phase: 'done', step });
    expect(numbers(exercise)).toEqual(straight);
  },
);

it('goes on with a finished ascent for as many steps again', async () => {
  applyPreset(ASCENT, { iterations: 8 });
  await startRun('visualization');
  const straight = numbers('visualization');
  applyPreset(ASCENT, { iterations: 4 });
  await startRun('visualization');
  await until(() => cards().length === 2);
  const { id } = cards().find(({ step }) => step === 4)!;
  await goOnWithCard(id);
  expect(numbers('visualization')).toEqual(straight);
  // So is the run that its recipe makes.
  await startRun('visualization', { again: view('visualization').recipe! });
  expect(numbers('visualization')).toEqual(straight);
});

it('goes on from a card with other settings, as a branch of its run; with another class anew', async () => {
  applyPreset(ASCENT, { iterations: 4, lambda: 0.01 });
  await startRun('visualization');
  await until(() => cards().length === 1);
  const [{ id } = { id: '' }] = cards();
  applyPreset(ASCENT, {});
  expect(await branchFromCard(id)).toEqual({ from: 4 });
  setParam(ASCENT, 'lambda', 5);
  runOrPause('visualization');
  expect(began.at(-1)?.from?.state.step).toBe(4);
  await until(() => view('visualization').phase === 'done' && handles.size === 0);
  const { recipe } = view('visualization');
  expect(recipe).toMatchObject({ params: { lambda: 0.01 }, changes: [{ step: 4, params: { lambda: 5 } }] });
  const branched = numbers('visualization');
  await startRun('visualization', { again: recipe! });
  expect(numbers('visualization')).toEqual(branched);

  expect(await branchFromCard(id)).toEqual({ from: 4 });
  setTarget('visualization', 3);
  runOrPause('visualization');
  await until(() => view('visualization').target === 3 && view('visualization').phase === 'done');
  expect(began.at(-1)?.from).toBeUndefined();
  expect(view('visualization')).toMatchObject({ step: 8 });
});

it('makes a card’s run again from its beginning', async () => {
  applyPreset(ASCENT, { iterations: 30, jitter: 2 });
  await stopped('visualization');
  const made = numbers('visualization');
  setParam(ASCENT, 'iterations', 2);
  await startRun('visualization');
  await until(() => cards().length === 2);
  await runCardAgain(cards().find(({ phase }) => phase === 'stopped')!.id);
  expect(numbers('visualization').pixels).toEqual(made.pixels);
});

it('stops and keeps a run that another of its exercise takes the place of', async () => {
  applyPreset(ASCENT, { iterations: 400 });
  void startRun('visualization');
  await until(() => view('visualization').step >= 3);
  set({ seed: 8 });
  void startRun('visualization');
  await until(() => cards().length === 1);
  commandRun('visualization', { type: 'stop' });
  const stopped = cards().find(({ phase }) => phase === 'stopped')!;
  expect(stopped.step).toBeGreaterThanOrEqual(3);
  expect(stopped).toMatchObject({ steps: 400 });
  expect((await createShelf(browser.tab()).open(stopped.id)).made).toMatchObject({
    standing: { state: { step: stopped.step } },
  });
});

it('opens a card while another is opened: the last one asked for stands', async () => {
  for (const iterations of [2, 3]) {
    applyPreset(ASCENT, { iterations });
    await startRun('visualization');
  }
  await until(() => cards().length === 2);
  const [three, two] = cards();
  const first = openCard(two!.id);
  await openCard(three!.id);
  expect(await first).toBeNull();
  expect(view('visualization')).toMatchObject({ step: 3 });
});

it.each([
  ['visualization', ASCENT, { iterations: 12, optimiser: 'adam', jitter: 3 }],
  ['fooling', ATTACK, { maxSteps: 12, stepSize: 1e-3, stopRule: 'probability', confidence: 1 }],
  ['saliency', 'smooth-grad', { samples: 64 }],
] as const)(
  'keeps a run of %s that was cancelled where it was seen last, and goes on with it as if it had not been',
  async (exercise, method, values) => {
    set({ exercise });
    setMethod(exercise, method);
    setTarget(exercise, 6);
    applyPreset(method, values);
    await startRun(exercise);
    // The page draws a map by itself, in the place of this one.
    await until(() => handles.size === 0 && view(exercise).result !== null);
    const straight = view(exercise).result!;
    const leave = runStore.subscribe((now, before) => {
      if (now[exercise].step >= 4 && before[exercise].step < 4) cancelRun(exercise);
    });
    await startRun(exercise);
    leave();
    expect(view(exercise).phase).toBe('cancelled');
    await until(() => cards().some(({ phase }) => phase === 'stopped'));
    const card = cards().find(({ phase }) => phase === 'stopped')!;
    const { step } = card;
    expect(step).toBeGreaterThanOrEqual(4);
    expect(step).toBeLessThan(straight.steps);
    expect(card).toMatchObject({ exercise, recipe: { steps: step, stopped: true, target: 6 } });
    expect(card.scalars['probability']).toBeGreaterThan(0);
    page.stop();

    await freshPage();
    await page.automation.open(card.id);
    expect(view(exercise)).toMatchObject({ phase: 'stopped', step });
    await goOnWithCard(card.id);
    const { result } = view(exercise);
    expect(result!.logits).toEqual(straight.logits);
    expect(result!.pixels).toEqual(straight.pixels);
    expect(result!.attribution).toEqual(straight.attribution);
  },
);

it('keeps nothing of a run that was cancelled before anything was made', async () => {
  applyPreset(ASCENT, { iterations: 2 });
  const leave = runStore.subscribe(({ visualization }) => {
    if (visualization.phase === 'running') cancelRun('visualization');
  });
  await startRun('visualization');
  leave();
  await startRun('visualization');
  await until(() => cards().length > 0);
  expect(cards()).toMatchObject([{ phase: 'done' }]);
});
