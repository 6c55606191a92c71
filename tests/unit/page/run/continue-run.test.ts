import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { continueRun } from '../../../../src/page/run/continue-run';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { channels, curves, runStore } from '../../../../src/page/run/run-store';
import { cancelRun, startRun } from '../../../../src/page/run/start-run';
import { runOrPause } from '../../../../src/page/run/run-or-pause';
import { applyPreset, setParam, setTarget } from '../../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const toy = createToyPage();
const METHOD = 'targeted-gradient';
const view = () => runStore.getState().fooling;
const pixels = () => [...channels.fooling.latest()!.pixels!];
let page: Page;

beforeAll(async () => {
  createToyBrowser('#exercise=fooling&frameEvery=1');
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info() });
  imageStore.setState({ fitted: toyImage() });
  setTarget('fooling', 6);
});
afterAll(() => page.stop());
beforeEach(() => {
  applyPreset(METHOD, { stepSize: 0.2 });
});

/** A run that has fooled the network, and the step it ended on. */
async function fooled(): Promise<number> {
  await startRun('fooling');
  expect(view()).toMatchObject({ phase: 'done', scalars: { roundedFooled: 1 } });
  expect(view().step).toBeGreaterThan(2);
  expect(view().steps).toBeGreaterThan(view().step);
  return view().step;
}

it('goes on from a success to a confidence: one run, of which nothing is shown twice', async () => {
  const step = await fooled();
  setParam(METHOD, 'stopRule', 'probability');
  setParam(METHOD, 'confidence', 0.5);
  const shown: number[] = [];
  const stop = channels.fooling.subscribe((frame) => frame && shown.push(frame.step));
  await continueRun('fooling');
  stop();
  expect(view()).toMatchObject({ phase: 'done', error: null });
  expect(view().step).toBeGreaterThan(step);
  expect(view().scalars['floatProbability']).toBeGreaterThanOrEqual(0.5);
  expect(Math.min(...shown)).toBe(step);
  const steps = curves.fooling.map((point) => point.step);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(view().recipe).toMatchObject({
    params: { stopRule: 'rounded' },
    changes: [{ step, params: { stopRule: 'probability', confidence: 0.5 } }],
  });

  // It is the run that the recipe makes, to the last bit, and can be gone on with again.
  const [made, recipe, last] = [pixels(), view().recipe!, view().step];
  await startRun('fooling', { again: recipe });
  expect(pixels()).toEqual(made);
  setParam(METHOD, 'confidence', 0.7);
  await continueRun('fooling');
  expect(view().step).toBeGreaterThan(last);
  expect(view().recipe!.changes).toMatchObject([{ step }, { step: last, params: { confidence: 0.7 } }]);
});

it('takes what is moved on the way there from where it stood, and not before', async () => {
  const step = await fooled();
  setParam(METHOD, 'stopRule', 'probability');
  setParam(METHOD, 'confidence', 0.5);
  const going = continueRun('fooling');
  setParam(METHOD, 'stepSize', 0.3);
  await going;
  expect(view().recipe!.changes![0]).toEqual({
    step,
    params: { stopRule: 'probability', confidence: 0.5 },
  });
  expect(view().recipe!.changes!.slice(1)).toMatchObject([{ params: { stepSize: 0.3 } }]);
  expect(view().recipe!.changes![1]!.step).toBeGreaterThanOrEqual(step);
});

it('shows what it went on from where it is cancelled on the way there', async () => {
  const step = await fooled();
  const { result } = view();
  const before = pixels();
  setParam(METHOD, 'stopRule', 'probability');
  const going = continueRun('fooling');
  runOrPause('fooling');
  cancelRun('fooling');
  await going;
  expect(view()).toMatchObject({ phase: 'done', step });
  expect(view().result).toBe(result);
  expect(pixels()).toEqual(before);
});
