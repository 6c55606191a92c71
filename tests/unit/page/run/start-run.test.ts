import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { imageStore } from '../../../../src/page/photo/image-store';
import { networkStore } from '../../../../src/page/network/network-store';
import { channels, curves, handles, runStore } from '../../../../src/page/run/run-store';
import { cancelRun, command, startRun, stepOnce } from '../../../../src/page/run/start-run';
import { runOrPause } from '../../../../src/page/run/run-or-pause';
import { set, setParam } from '../../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const toy = createToyPage();
const METHOD = 'class-visualization';
const view = () => runStore.getState().visualization;
const becomes = (phase: string) => expect.poll(() => view().phase, { timeout: 5000 }).toBe(phase);
let page: Page;

beforeAll(async () => {
  createToyBrowser('#exercise=visualization&frameEvery=1');
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info() });
});
afterAll(() => page.stop());
beforeEach(() => {
  imageStore.setState({ fitted: toyImage() });
  setParam(METHOD, 'iterations', 6);
});

describe('a run', () => {
  it('shows each of its steps, ends on its result, and says what made it', async () => {
    await startRun('visualization');
    expect(view()).toMatchObject({ phase: 'done', step: 6, steps: 6, error: null, input: null });
    expect(view().result!.recipe).toBe(view().recipe);
    expect(view().recipe).toMatchObject({ network: 'tiny', method: METHOD, params: { iterations: 6 } });
    expect(curves.visualization.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(channels.visualization.latest()?.pixels).toEqual(view().result!.pixels);
    expect(runStore.getState().active).toBeNull();
    expect(handles.size).toBe(0);
  });

  it('advances step by step from its first, pauses, goes on, and is kept where it is stopped', async () => {
    stepOnce('visualization');
    await expect.poll(() => view().step, { timeout: 5000 }).toBe(1);
    expect(view().phase).toBe('paused');
    stepOnce('visualization');
    await expect.poll(() => view().step, { timeout: 5000 }).toBe(2);
    expect(view().phase).toBe('paused');
    runOrPause('visualization');
    expect(view().phase).toBe('running');
    runOrPause('visualization');
    expect(view().phase).toBe('paused');
    command({ type: 'stop' });
    await becomes('stopped');
    expect(view().result!.recipe).toMatchObject({ stopped: true, steps: view().step });
  });

  it('that is cancelled keeps its last frame alone', async () => {
    stepOnce('visualization');
    await expect.poll(() => view().step, { timeout: 5000 }).toBe(1);
    cancelRun('visualization');
    await becomes('cancelled');
    expect(view().result).toBeNull();
    expect(channels.visualization.latest()?.step).toBe(1);
  });

  it('that cannot begin says so in one sentence, and the next one runs', async () => {
    imageStore.setState({ fitted: null });
    setParam(METHOD, 'start', 'image');
    await startRun('visualization');
    expect(view()).toMatchObject({
      phase: 'failed',
      error: { message: { text: 'There is no picture yet.' } },
    });
    setParam(METHOD, 'start', 'noise');
    await startRun('visualization');
    expect(view()).toMatchObject({ phase: 'done', error: null });
  });

  it('that is begun anew takes the place of the one before, whose frames are no longer taken', async () => {
    const first = startRun('visualization');
    await expect.poll(() => view().step, { timeout: 5000 }).toBeGreaterThan(0);
    set({ seed: 3 });
    await startRun('visualization');
    await first;
    expect(view()).toMatchObject({ phase: 'done', recipe: { seed: 3 } });
    expect(curves.visualization.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
