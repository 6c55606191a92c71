import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPage, type Page } from '../../../src/create-page';
import type { PageView } from '../../../src/page/settings/views';
import { imageStore } from '../../../src/page/photo/image-store';
import { networkStore } from '../../../src/page/network/network-store';
import { classificationStore } from '../../../src/page/network/classification-store';
import { channels, handles, runStore } from '../../../src/page/run/run-store';
import { cancelRun, startRun } from '../../../src/page/run/start-run';
import { set, setMethod, setTarget } from '../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../testing/toy-browser';
import { toyImage } from '../../../testing/toy-engine';
import { createToyPage } from '../../../testing/toy-page';

const toy = createToyPage();
const TABLE: PageView = { id: 'table', exercise: 'saliency', settings: [], shelved: 'run', ownMaps: true };
const BOXES: PageView = { id: 'boxes', exercise: 'saliency', settings: [], shelved: 'run' };
const MAP: PageView = { id: 'map', exercise: 'saliency', settings: [], shelved: 'run' };
let page: Page;

const saliency = () => runStore.getState().saliency;
/** Waits for the map that something brings about by itself, and gives its recipe. */
async function mapOf(cause: () => void) {
  const before = saliency().signal;
  cause();
  await expect.poll(() => saliency().signal !== before && saliency().phase, { timeout: 5000 }).toBe('done');
  return saliency().recipe!;
}
/** Does something after which no map is begun, as far as a map would be begun by then. */
async function noMapOf(cause: () => void): Promise<void> {
  const before = saliency().signal;
  cause();
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(saliency().signal).toBe(before);
}

beforeAll(async () => {
  createToyBrowser();
  page = createPage(toy.lab, [MAP, TABLE, BOXES], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
});
afterAll(() => page.stop());
beforeEach(async () => {
  set({ exercise: 'saliency', saliencyView: 'map', seed: 0 });
  setMethod('saliency', 'vanilla-gradient');
  setTarget('saliency', null);
  networkStore.setState({ info: await toy.info() });
  await mapOf(() => imageStore.setState({ fitted: toyImage(90) }));
});

describe('the page keeps its map', () => {
  it('of a new picture, for the class that is read in it', async () => {
    const recipe = await mapOf(() => imageStore.setState({ fitted: toyImage(200) }));
    expect(recipe.target).toBe(classificationStore.getState().classification!.top[0]!.index);
    expect(saliency().input).toBe(imageStore.getState().fitted);
  });

  it('of another class and another method, and not of what the method does not read', async () => {
    expect(await mapOf(() => setTarget('saliency', 4))).toMatchObject({ target: 4 });
    expect(await mapOf(() => setMethod('saliency', 'grad-cam'))).toMatchObject({ method: 'grad-cam' });
    await noMapOf(() => set({ seed: 5, gamma: 2 }));
  });

  it('while a view shows it, and makes up for it once one does', async () => {
    await noMapOf(() => {
      set({ saliencyView: 'table' });
      setTarget('saliency', 3);
    });
    expect(await mapOf(() => set({ saliencyView: 'boxes' }))).toMatchObject({ target: 3 });
    await noMapOf(() => set({ exercise: 'fooling' }));
    await noMapOf(() => set({ exercise: 'saliency' }));
  });

  it('not of a network before, whose pictures go with it', async () => {
    const info = { ...(await toy.info()), weightsHash: 'another' };
    await mapOf(() => {
      networkStore.setState({ info });
      expect(saliency()).toMatchObject({ phase: 'idle', result: null, recipe: null });
      expect(channels.saliency.latest()).toBeNull();
      imageStore.setState({ fitted: toyImage(91) });
    });
    networkStore.setState({ info: { ...info, title: 'Another title' } });
    expect(saliency().phase).toBe('done');
  });
});

it('sliders reach the run under way, and the frames to be shown', async () => {
  set({ exercise: 'visualization', frameEvery: 1 });
  void startRun('visualization', { paused: true });
  await expect.poll(() => handles.has('visualization')).toBe(true);
  const sent: string[] = [];
  const handle = handles.get('visualization')!;
  handles.set('visualization', {
    ...handle,
    send(order) {
      sent.push(order.type);
      handle.send(order);
    },
  });
  set({ frameEvery: 2 });
  setMethod('saliency', 'grad-cam');
  expect(sent).toEqual(['frameEvery']);
  handles.set('visualization', handle);
  cancelRun('visualization');
  await expect.poll(() => runStore.getState().active).toBeNull();
});

it('once it is stopped, nothing follows', async () => {
  page.stop();
  await noMapOf(() => {
    setTarget('saliency', 7);
    imageStore.setState({ fitted: toyImage(10) });
  });
});
