import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { CLASS_VISUALISATION } from '../../../../src/methods/visualisation/class-visualisation.params';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { branchRun } from '../../../../src/page/run/branch-run';
import { channels, curves, runStore, standings } from '../../../../src/page/run/run-store';
import { startRun } from '../../../../src/page/run/start-run';
import { applyPreset, setParam, setTarget } from '../../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const toy = createToyPage();
const { id: METHOD } = CLASS_VISUALISATION;
const view = () => runStore.getState().visualization;
const pixels = () => [...channels.visualization.latest()!.pixels!];
const stepsOf = (all: readonly { readonly step: number }[]) => all.map(({ step }) => step);
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
});
afterAll(() => page.stop());
beforeEach(() => {
  applyPreset(METHOD, { optimiser: 'adam', stepSize: 0.1, iterations: 8 });
});

it('goes back to a step it has stood at or not, and comes the same way again', async () => {
  await startRun('visualization');
  const [made, curve] = [pixels(), [...curves.visualization]];
  const frames = channels.visualization.strip().map((frame) => [frame.step, ...frame.pixels!]);
  // It has stood at its first step and at its last, so 5 is computed from the former.
  expect(standings.visualization.before(5)?.state.step).toBe(1);
  await branchRun('visualization', 5);
  expect(pixels()).toEqual(made);
  expect(curves.visualization).toEqual(curve);
  expect(channels.visualization.strip().map((frame) => [frame.step, ...frame.pixels!])).toEqual(frames);
  expect(view()).toMatchObject({ phase: 'done', step: 8, error: null });
  expect(view().recipe).not.toHaveProperty('changes');
});

it('branches with other settings, whose recipe says from which step, and makes that run again', async () => {
  await startRun('visualization');
  const straight = pixels();
  setParam(METHOD, 'stepSize', 0.3);
  setParam(METHOD, 'iterations', 7);
  const shown: number[] = [];
  const stop = channels.visualization.subscribe((frame) => frame && shown.push(frame.step));
  await branchRun('visualization', 4);
  stop();
  expect(Math.min(...shown)).toBeGreaterThanOrEqual(4);
  expect(view().recipe).toMatchObject({
    params: { stepSize: 0.1, iterations: 8 },
    changes: [{ step: 4, params: { stepSize: 0.3, iterations: 7 } }],
    steps: 7,
  });
  const branched = pixels();
  expect(branched).not.toEqual(straight);
  expect(stepsOf(curves.visualization)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(stepsOf(channels.visualization.strip())).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await startRun('visualization', { again: view().recipe! });
  expect(pixels()).toEqual(branched);
});

it('leaves a run alone that another method is chosen for, and steps that it has not taken', async () => {
  await startRun('visualization');
  const { recipe } = view();
  await branchRun('visualization', 9);
  expect(view().recipe).toBe(recipe);
});
