import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPage, type Page } from '../../../../../src/create-page';
import { believe } from '../../../../../src/features/believe';
import {
  checksStore,
  linkChecks,
  setDeviation,
} from '../../../../../src/features/believe/store/checks-store';
import {
  cancelCheck,
  drawFirst,
  redrawLayers,
  runCheck,
} from '../../../../../src/features/believe/store/run-check';
import { followLate } from '../../../../../src/page/late-parts';
import { imageStore } from '../../../../../src/page/photo/image-store';
import { networkStore } from '../../../../../src/page/network/network-store';
import { set, setMethod, setTarget } from '../../../../../src/page/settings/settings-store';
import { makeTestPhoto } from '../../../../../testing/test-photo';
import { createToyBrowser } from '../../../../../testing/toy-browser';
import { createToyPage } from '../../../../../testing/toy-page';

const toy = createToyPage();
const state = checksStore.getState;
let page: Page;

beforeAll(async () => {
  createToyBrowser('#saliencyView=believe&believe.section=noise&believe.deviation=4');
  followLate(linkChecks);
  page = createPage(toy.lab, [believe], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info() });
  imageStore.setState({ fitted: makeTestPhoto(3, 32, 32) });
});
afterAll(() => page.stop());
beforeEach(() => {
  setMethod('saliency', 'vanilla-gradient');
  setTarget('saliency', 3);
});

describe('a check', () => {
  it('begins with what the address says, tests the map that is asked for, and says that it came to its end', async () => {
    expect(state()).toMatchObject({ section: 'noise', deviation: 4 });
    expect(await runCheck('noise')).toBe(true);
    const { noise, work, errors, ended } = state();
    expect(noise?.subject).toMatchObject({ network: 'tiny', target: 3, method: { id: 'vanilla-gradient' } });
    expect(ended.noise).toMatchObject({ how: 'done', subject: { target: 3 } });
    expect({ work, error: errors.noise }).toEqual({ work: null, error: null });
  });

  it('is ended by another and by a press, and keeps what it had made', async () => {
    const made = state().noise;
    const first = runCheck('noise');
    const second = runCheck('delete');
    expect(await first).toBe(false);
    expect(state().ended.noise?.how).toBe('cancelled');
    expect(state().noise).toBe(made);
    expect(state().work?.section).toBe('delete');
    cancelCheck();
    expect(await second).toBe(false);
    expect(state()).toMatchObject({ work: null, ended: { delete: { how: 'cancelled' } } });
  });

  it('that fails says why, and is not said to have ended', async () => {
    const { fitted } = imageStore.getState();
    imageStore.setState({ fitted: null });
    expect(await runCheck('agreement')).toBe(false);
    expect(state().errors.agreement).toMatchObject({ code: 'unsupported-image' });
    expect(state().ended.agreement).toBeUndefined();
    imageStore.setState({ fitted });
  });
});

describe('the randomisation cascade', () => {
  it('draws its first map by itself, the others where its slider rests, and begins anew for another map', async () => {
    await drawFirst();
    const first = state().cascade!;
    expect([...first.result.points.keys()]).toEqual([1]);
    void redrawLayers(2);
    await redrawLayers(0);
    expect([...state().cascade!.result.points.keys()]).toEqual([1, 0]);
    expect(state().cascade!.result.original).toBe(first.result.original);
    set({ seed: 4 });
    setTarget('saliency', 5);
    await redrawLayers(0);
    expect(state().cascade!.subject.target).toBe(5);
    expect([...state().cascade!.result.points.keys()]).toEqual([0]);
  });
});

it('its noise stays in the address', () => {
  setDeviation(8);
  page.stop();
  setDeviation(2);
  expect(state().deviation).toBe(2);
});
