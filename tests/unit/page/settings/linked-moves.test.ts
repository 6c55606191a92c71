import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPage, type Page } from '../../../../src/create-page';
import { CLASS_VISUALISATION } from '../../../../src/methods/visualisation/class-visualisation.params';
import { networkStore } from '../../../../src/page/network/network-store';
import { imageStore } from '../../../../src/page/photo/image-store';
import { channels, runStore } from '../../../../src/page/run/run-store';
import { startRun } from '../../../../src/page/run/start-run';
import { hasMoves, readLinkedMoves } from '../../../../src/page/settings/linked-moves';
import { linkToPage } from '../../../../src/page/settings/settings-address';
import { settingsFromHash } from '../../../../src/page/settings/settings-hash';
import { setParam, settingsStore, setTarget } from '../../../../src/page/settings/settings-store';
import { createToyBrowser } from '../../../../testing/toy-browser';
import { toyImage, until } from '../../../../testing/toy-engine';
import { createToyPage } from '../../../../testing/toy-page';

const toy = createToyPage();
const { id: METHOD } = CLASS_VISUALISATION;
const view = () => runStore.getState().visualization;
const pixels = () => [...channels.visualization.latest()!.pixels!];
let page: Page;
let link = '';
let made: number[] = [];

beforeAll(async () => {
  createToyBrowser('#exercise=visualization&frameEvery=1');
  page = createPage(toy.lab, [], (thrown) => {
    throw thrown;
  });
  await toy.lab.ready;
  networkStore.setState({ info: await toy.info() });
  imageStore.setState({ fitted: toyImage() });
  setTarget('visualization', 6);
  setParam(METHOD, 'iterations', 40);
  setParam(METHOD, 'stepSize', 2);
  const running = startRun('visualization');
  await until(() => view().step >= 2);
  setParam(METHOD, 'stepSize', 9);
  await until(() => view().recipe?.changes?.length === 1);
  setParam(METHOD, 'iterations', 12);
  await running;
  [link, made] = [linkToPage(), pixels()];
});
afterAll(() => page.stop());

/** Opens the page anew by a link. */
function open(): void {
  const hash = link.slice(link.indexOf('#'));
  settingsStore.setState(settingsFromHash(hash), true);
  readLinkedMoves(hash);
}

it('brings a run back from its link, to the last byte, with the sliders where they stood at its end', async () => {
  const { recipe } = view();
  setParam(METHOD, 'stepSize', 1);
  await startRun('visualization');
  open();
  expect(settingsStore.getState().params[METHOD]).toMatchObject({ stepSize: 9, iterations: 12 });
  await startRun('visualization');
  expect(pixels()).toEqual(made);
  expect(view().recipe).toEqual(recipe);
  // Once: the next run is of the sliders as they stand.
  await startRun('visualization');
  expect(view().recipe).not.toHaveProperty('changes');
});

it('is a run of its own where a slider has been moved since, or what the link says cannot be', async () => {
  open();
  setParam(METHOD, 'stepSize', 3);
  await startRun('visualization');
  expect(view().recipe).toMatchObject({ params: { stepSize: 3 } });
  expect(view().recipe).not.toHaveProperty('changes');
  expect([hasMoves(link), hasMoves(linkToPage())]).toEqual([true, false]);
  link = link.replace(/stepSize%3D9/, 'stepSize%3D9e9');
  open();
  await startRun('visualization');
  expect(view().recipe).not.toHaveProperty('changes');
});
