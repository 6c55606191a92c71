import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { lastParams, recipeAt, RecipeSchema, type Recipe } from '../../../../src/core/records/recipe';
import { createAutomation } from '../../../../src/automation/automation';
import type { Exercise, ParamValue } from '../../../../src/methods/catalog/params';
import { toyImage, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';
import { provideLab } from '../../../../src/page/lab';
import { startReactions } from '../../../../src/page/reactions';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { restoreRun } from '../../../../src/page/run/restore-run';
import { channels, runStore } from '../../../../src/page/run/run-store';
import { command, startRun, stepOnce } from '../../../../src/page/run/start-run';
import {
  paramsOf,
  setMethod,
  setParam,
  set,
  settingsStore,
} from '../../../../src/page/settings/settings-store';

const page = createToyPage();
provideLab(page.lab);

const METHOD = 'class-visualization';
const fails = (thrown: unknown): never => {
  throw thrown;
};

beforeEach(async () => {
  await page.lab.ready;
  networkStore.setState({ info: await page.info(), rows: page.lab.networks() });
  const data = toyImage().data.map((_, i) => (i % 4 === 3 ? 255 : (i * 37) % 251));
  imageStore.setState({ fitted: { width: 32, height: 32, data } });
  settingsStore.setState(settingsStore.getInitialState(), true);
  set({ exercise: 'visualization', frameEvery: 1, seed: 7 });
  setParam(METHOD, 'iterations', 12);
  return startReactions(fails);
});

const view = (exercise: Exercise = 'visualization') => runStore.getState()[exercise];
const ended = (exercise?: Exercise) =>
  until(() => ['done', 'stopped', 'failed'].includes(view(exercise).phase));
/** What a PNG holds of a recipe. */
const saved = (recipe: Recipe): Recipe => v.parse(RecipeSchema, JSON.parse(JSON.stringify(recipe)));

/** A run held at the steps given, where the person moves something. */
async function runMoving(exercise: Exercise, moves: ReadonlyMap<number, () => void>): Promise<void> {
  void startRun(exercise, { paused: true });
  // No step is asked for before the one before it is seen: one more on its way would be done before the move acts.
  const seen = () => (view(exercise).phase === 'paused' ? (channels[exercise].latest()?.step ?? -1) : -1);
  // A run that looks before it steps is held with its start on screen.
  const first = exercise === 'fooling' ? 0 : 1;
  await until(() => seen() === first);
  for (const [step, move] of moves) {
    while (seen() < step) {
      const from = seen();
      stepOnce(exercise);
      await until(() => seen() > from);
    }
    expect(seen()).toBe(step);
    move();
  }
  command({ type: 'resume' });
  await ended(exercise);
}

/** Brings a saved run back over other settings, and gives its bytes. */
async function broughtBack(recipe: Recipe) {
  setParam(METHOD, 'lambda', 0.5);
  setParam(METHOD, 'iterations', 3);
  set({ seed: 1 });
  const before = view().signal;
  await restoreRun({ recipe: saved(recipe), picture: 'difference', scale: 1 }, new Blob());
  await until(() => view().signal !== before);
  await ended();
  return view().result!;
}

describe('a run with lambda and eta moved while it went on', () => {
  const moves = new Map([
    [3, () => setParam(METHOD, 'lambda', 0.05)],
    [
      7,
      () => {
        setParam(METHOD, 'stepSize', 40);
        setParam(METHOD, 'lambda', 0.01);
      },
    ],
  ]);
  let recipe: Recipe;
  let pixels: Uint8ClampedArray;
  beforeEach(async () => {
    await runMoving('visualization', moves);
    ({ recipe, pixels } = view().result!);
  });

  it('says in its recipe what was moved, and after which step', () => {
    expect(recipe.params).toMatchObject({ stepSize: 5, iterations: 12 });
    expect(recipe.changes).toEqual([
      { step: 3, params: { lambda: 0.05 } },
      { step: 7, params: { lambda: 0.01, stepSize: 40 } },
    ]);
    expect(lastParams(recipe)).toMatchObject({ stepSize: 40, lambda: 0.01, iterations: 12 });
    expect(view().recipe).toEqual(recipe);
  });

  it('comes back to the last byte, and leaves the sliders where they stood at its end', async () => {
    const again = await broughtBack(recipe);
    expect(again.pixels).toEqual(pixels);
    expect(again.recipe).toEqual(recipe);
    expect(paramsOf(settingsStore.getState(), 'visualization')).toEqual(lastParams(recipe));
    const { changes, ...constant } = recipe;
    expect(changes).toBeDefined();
    expect((await broughtBack(constant)).pixels).not.toEqual(pixels);
  });

  it('comes back from a script', async () => {
    const { network, method, params, changes, seed, target } = saved(recipe);
    const again = await createAutomation(page.lab).run({
      network,
      method,
      params,
      changes: changes!,
      seed,
      target,
    });
    expect(again.pixels).toEqual(pixels);
    expect(again.recipe).toEqual(recipe);
  });

  it('comes back from a picture of its middle', async () => {
    const strip = channels.visualization.strip().find(({ step }) => step === 5)!;
    const middle = recipeAt(recipe, 5, true);
    expect(middle).toMatchObject({ steps: 5, stopped: true, changes: [{ step: 3 }] });
    const again = await broughtBack(middle);
    expect(again.pixels).toEqual(strip.pixels);
    expect(view().phase).toBe('stopped');
  });

  it('is the person’s again once something is moved while it comes back', async () => {
    void startRun('visualization', { paused: true, again: recipe });
    await until(() => view().phase === 'paused' && view().step === 1);
    setParam(METHOD, 'jitter', 2);
    command({ type: 'resume' });
    await ended();
    const now = paramsOf(settingsStore.getState(), 'visualization');
    expect(lastParams(view().result!.recipe)).toEqual(now);
    expect(view().result!.recipe.changes!.every(({ step }) => step < 3)).toBe(true);
  });
});

it('a picture saved while the run goes on holds what has acted so far', async () => {
  const shot: { recipe: Recipe; pixels: Uint8ClampedArray }[] = [];
  const moves = new Map([
    [2, () => setParam(METHOD, 'stepSize', 30)],
    [
      6,
      () => {
        const frame = channels.visualization.latest()!;
        shot.push({ recipe: recipeAt(view().recipe!, frame.step, false), pixels: frame.pixels! });
      },
    ],
  ]);
  await runMoving('visualization', moves);
  const [{ recipe, pixels }] = shot as [(typeof shot)[0]];
  expect(recipe).toMatchObject({ steps: 6, stopped: true, changes: [{ step: 2, params: { stepSize: 30 } }] });
  expect((await broughtBack(recipe)).pixels).toEqual(pixels);
});

it('a run stopped and kept comes back to where it was stopped, its sliders to what they said', async () => {
  await runMoving('visualization', new Map([[4, () => command({ type: 'stop' })]]));
  const { recipe, pixels } = view().result!;
  expect(recipe).toMatchObject({ steps: 4, stopped: true, params: { iterations: 12 } });
  const again = await broughtBack(recipe);
  expect(again.pixels).toEqual(pixels);
  expect(again.recipe).toEqual(recipe);
  expect(paramsOf(settingsStore.getState(), 'visualization').iterations).toBe(12);
});

it.each([
  ['fooling', 'targeted-gradient', { stepSize: 0.01, maxSteps: 30, stopRule: 'probability', confidence: 1 }],
  ['saliency', 'smooth-grad', { samples: 30, batch: 4 }],
] as const)('a stopped run of %s comes back, whatever its batch', async (exercise, method, params) => {
  setMethod(exercise, method);
  for (const [key, value] of Object.entries<ParamValue>(params)) setParam(method, key, value);
  set({ exercise });
  if (exercise === 'saliency') void startRun(exercise);
  else await runMoving(exercise, new Map([[3, () => command({ type: 'stop' })]]));
  if (exercise === 'saliency') {
    await until(() => view(exercise).step >= 4);
    command({ type: 'stop' });
    await ended(exercise);
  }
  const { recipe, pixels, attribution } = view(exercise).result!;
  expect(recipe.stopped).toBe(true);
  expect(recipe.steps).toBeLessThan(30);
  const other = exercise === 'saliency' ? { ...recipe, params: { ...recipe.params, batch: 3 } } : recipe;
  await startRun(exercise, { again: saved(other) });
  const again = view(exercise).result!;
  expect(again.steps).toBe(recipe.steps);
  expect(again.pixels).toEqual(pixels);
  expect(attribution?.length).toBe(exercise === 'saliency' ? again.attribution!.length : undefined);
  attribution?.forEach((value, i) => expect(again.attribution![i]).toBeCloseTo(value, 4));
});

it('a recipe from before changes were noted is read, and ends where it was saved', async () => {
  const old = {
    version: 1,
    network: 'tiny',
    method: METHOD,
    params: { stepSize: 5, iterations: 200 },
    target: 3,
    seed: 7,
    fit: 'squash',
    steps: 6,
  } as const;
  const result = await broughtBack(old);
  expect(result.steps).toBe(6);
});

it('what may not be moved while a run goes on is never said to have been', async () => {
  await runMoving('visualization', new Map([[2, () => setParam(METHOD, 'start', 'image')]]));
  expect(view().result!.recipe.params.start).toBe('noise');
  expect(view().result!.recipe.changes).toBeUndefined();
});
