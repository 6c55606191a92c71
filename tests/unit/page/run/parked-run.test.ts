import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import { neverAborted } from '../../../../src/core/records/abort';
import type { Exercise } from '../../../../src/methods/catalog/params';
import { toyImage, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';
import { provideLab } from '../../../../src/page/lab';
import { startReactions } from '../../../../src/page/reactions';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { beginRun, handles, isParked, runStore } from '../../../../src/page/run/run-store';
import { cancelRun, commandRun, isWorking, startRun } from '../../../../src/page/run/start-run';
import { runOrPause } from '../../../../src/page/run/run-or-pause';
import { setMethod, setParam, set, settingsStore } from '../../../../src/page/settings/settings-store';

const page = createToyPage();
provideLab(page.lab);

const METHOD = 'class-visualization';
let before = 0;

beforeEach(async () => {
  await page.lab.ready;
  const info = await page.info();
  imageStore.setState({ fitted: toyImage() });
  settingsStore.setState(settingsStore.getInitialState(), true);
  for (const exercise of ['saliency', 'fooling', 'visualization'] as const) beginRun(exercise);
  set({ exercise: 'visualization', frameEvery: 1, seed: 7, network: info.id });
  networkStore.setState({ info, rows: page.lab.networks() });
  setParam(METHOD, 'iterations', 20);
  await page.lab.classify(info.id, toyImage(), neverAborted());
  before = tf.memory().numTensors;
});
afterEach(async () => {
  for (const exercise of handles.keys()) cancelRun(exercise);
  await until(() => handles.size === 0);
});

const view = (exercise: Exercise) => runStore.getState()[exercise];
const parked = (exercise: Exercise) => isParked(runStore.getState(), exercise);
const ended = async (exercise: Exercise): Promise<void> => {
  await handles.get(exercise)?.outcome;
  await until(() => !handles.has(exercise));
};

/** A class visualisation under way, some steps in. */
async function underWay(): Promise<void> {
  const last = view('visualization').signal;
  void startRun('visualization');
  await until(() => view('visualization').signal !== last && view('visualization').step >= 3);
}

describe('a long run that another exercise’s run overtakes', () => {
  it('stands parked while that runs, goes on where it stood, and ends on the same bytes', async () => {
    await startRun('visualization');
    const undisturbed = view('visualization').result!;
    await underWay();
    await startRun('saliency');
    expect(view('saliency').phase).toBe('done');
    expect(parked('visualization')).toBe(true);
    const { step } = view('visualization');
    expect(step).toBeGreaterThanOrEqual(3);
    expect(step).toBeLessThan(20);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(view('visualization').step).toBe(step);
    runOrPause('visualization');
    expect(view('visualization').phase).toBe('running');
    await ended('visualization');
    expect(view('visualization').phase).toBe('done');
    expect(view('visualization').result?.pixels).toEqual(undisturbed.pixels);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('changes places with it, however often', async () => {
    setParam('targeted-gradient', 'maxSteps', 20);
    setParam('targeted-gradient', 'stepSize', 1e-3);
    setParam('targeted-gradient', 'stopRule', 'probability');
    setParam('targeted-gradient', 'confidence', 1);
    await underWay();
    void startRun('fooling');
    await until(() => view('fooling').step >= 2);
    runOrPause('visualization');
    await until(() => parked('fooling') && view('visualization').phase === 'running');
    runOrPause('fooling');
    runOrPause('visualization');
    runOrPause('fooling');
    await ended('fooling');
    expect(view('fooling').result?.steps).toBe(20);
    expect(parked('visualization')).toBe(true);
    runOrPause('visualization');
    await ended('visualization');
    expect(view('visualization').result?.steps).toBe(20);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('can be stepped, stopped and kept, or cancelled', async () => {
    await underWay();
    await startRun('saliency');
    const { step } = view('visualization');
    commandRun('visualization', { type: 'step' });
    await until(() => view('visualization').step === step + 1);
    expect(view('visualization').phase).toBe('paused');
    await startRun('saliency');
    commandRun('visualization', { type: 'stop' });
    await ended('visualization');
    expect(view('visualization')).toMatchObject({ phase: 'stopped', step: step + 1 });
    await underWay();
    await startRun('saliency');
    cancelRun('visualization');
    await ended('visualization');
    expect(view('visualization').phase).toBe('cancelled');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says the step at which it stands, though nobody sees its frames', async () => {
    set({ frameEvery: 0 });
    void startRun('visualization');
    await until(() => view('visualization').step >= 1);
    await startRun('saliency');
    // What was on its way when it was overtaken has come.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { step } = view('visualization');
    commandRun('visualization', { type: 'step' });
    await until(() => view('visualization').step > step);
    expect(view('visualization').step).toBe(step + 1);
  });

  it('goes on with what was moved while it stood', async () => {
    const stop = startReactions((thrown) => {
      throw thrown;
    });
    await underWay();
    await startRun('saliency');
    const { step } = view('visualization');
    setParam(METHOD, 'lambda', 0.25);
    runOrPause('visualization');
    await ended('visualization');
    expect(view('visualization').recipe?.changes).toEqual([{ step, params: { lambda: 0.25 } }]);
    stop();
  });

  it('is one an exercise: its own exercise’s next run ends it, and nothing is left', async () => {
    await underWay();
    await startRun('saliency');
    await startRun('visualization');
    expect(view('visualization').phase).toBe('done');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('goes with its network and its backend', async () => {
    await underWay();
    await startRun('saliency');
    expect(parked('visualization')).toBe(true);
    await page.engine().changeBackend(async () => undefined);
    await ended('visualization');
    expect(view('visualization').phase).toBe('cancelled');
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('the page’s own map neither ends nor parks a run, begun before or while the photo is read', async () => {
  await underWay();
  await startRun('saliency', { yields: true });
  expect(view('visualization').phase).toBe('running');
  cancelRun('visualization');
  await ended('visualization');
  const own = startRun('saliency', { yields: true });
  const asked = startRun('visualization');
  await Promise.all([own, asked]);
  expect(view('visualization').phase).toBe('done');
});

it('the page’s own map does not take the place of a parked one', async () => {
  setMethod('saliency', 'smooth-grad');
  setParam('smooth-grad', 'samples', 200);
  const stop = startReactions((thrown) => {
    throw thrown;
  });
  void startRun('saliency');
  await until(() => view('saliency').step >= 2);
  const { signal } = view('saliency');
  setParam(METHOD, 'iterations', 3);
  const other = startRun('visualization');
  await until(() => runStore.getState().active === 'visualization');
  set({ exercise: 'saliency' });
  await other;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(view('saliency').signal).toBe(signal);
  expect(parked('saliency')).toBe(true);
  stop();
});

it('somebody waits for a run that is under way or parked, not for one that is over or the page’s own', async () => {
  expect(isWorking()).toBe(false);
  await underWay();
  expect(isWorking()).toBe(true);
  await startRun('saliency');
  expect(isWorking()).toBe(true);
  cancelRun('visualization');
  await ended('visualization');
  expect(isWorking()).toBe(false);
});

it('a photo that another overtakes while it is read draws no map of its own', async () => {
  set({ exercise: 'saliency' });
  const stop = startReactions((thrown) => {
    throw thrown;
  });
  const run = vi.spyOn(page.lab, 'run');
  imageStore.setState({ fitted: toyImage() });
  imageStore.setState({ fitted: toyImage() });
  await until(() => runStore.getState().saliency.phase === 'done');
  stop();
  expect(run).toHaveBeenCalledTimes(1);
  run.mockRestore();
});
