import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../../src/core/records/recipe';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { chooseTarget } from '../../../../src/page/network/choose-target';
import { listPhotos, openedPhotos } from '../../../../src/page/photo/opened-photos';
import { imageStore } from '../../../../src/page/photo/image-store';
import {
  madeOtherwise as madeOtherwiseOf,
  runMadeOtherwise,
} from '../../../../src/page/request/made-otherwise';
import type { AskedMap } from '../../../../src/page/request/map-request';
import { requestOfRecipe } from '../../../../src/page/request/request-of-recipe';
import { networkStore } from '../../../../src/page/network/network-store';
import { EMPTY_RUN } from '../../../../src/page/run/run-store';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { setMethod, setParam, settingsStore, setTarget } from '../../../../src/page/settings/settings-store';

const VISUALIZATION = METHODS.find(({ id }) => id === 'class-visualization')!;
const made: Recipe = {
  version: 1,
  network: 'tiny',
  method: 'class-visualization',
  params: defaultParams(VISUALIZATION.params),
  target: 76,
  targetName: 'tarantula',
  seed: 0,
  fit: 'squash',
};
const asked: AskedMap = {
  network: 'tiny',
  image: null,
  method: 'class-visualization',
  params: made.params,
  target: 76,
  seed: 0,
  fit: 'squash',
};

const madeOtherwise = (recipe: Recipe, now: AskedMap) => madeOtherwiseOf(requestOfRecipe(recipe, null), now);

describe('a result', () => {
  it('is the one that is asked for where nothing differs, and says each thing that does', () => {
    expect(madeOtherwise(made, asked)).toEqual([]);
    expect(madeOtherwise(made, { ...asked, target: 958 })).toEqual(['“tarantula”']);
    expect(
      madeOtherwise(made, { ...asked, params: { ...asked.params, stepSize: 9e-4, start: 'image' } }),
    ).toEqual(['η 5', 'start from: noise']);
    expect(madeOtherwise(made, { ...asked, seed: 3, network: 'other' })).toEqual(['tiny', 'seed 0']);
    expect(madeOtherwise(made, { ...asked, method: 'another', params: {} })).toEqual(['Class visualisation']);
    // A class that is not known yet is no other class.
    expect(madeOtherwise(made, { ...asked, target: null })).toEqual([]);
  });

  it('is judged by the numbers it ended with', () => {
    const moved = { ...made, changes: [{ step: 3, params: { lambda: 0.01 } }] };
    expect(madeOtherwise(moved, { ...asked, params: { ...asked.params, lambda: 0.01 } })).toEqual([]);
    expect(madeOtherwise(moved, asked)).toEqual(['λ 0.01']);
  });

  it('does not hang on the seed where nothing is drawn by it', () => {
    const plain: Recipe = { ...made, method: 'vanilla-gradient', params: { objective: 'logit' } };
    const now = { ...asked, method: 'vanilla-gradient', params: { objective: 'logit' }, seed: 9 };
    expect(madeOtherwise(plain, now)).toEqual([]);
    const random = METHODS.filter((method) => method.drawsAtRandom(defaultParams(method.params)));
    expect(random.map(({ id }) => id)).toEqual([
      'smooth-grad',
      'rise',
      'pgd-linf',
      'apgd-ce',
      'apgd-dlr',
      'square-linf',
      'simba',
      'rectangle',
      'patch',
      'uniform-noise',
      'gaussian-noise',
      'class-visualization',
    ]);
    const occlusion = METHODS.find(({ id }) => id === 'occlusion');
    expect(occlusion?.drawsAtRandom({ fill: 'noise' })).toBe(true);
  });
});

describe('an exercise’s finished run', () => {
  const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const run = { ...EMPTY_RUN, recipe: made, phase: 'done' as const };

  beforeEach(() => {
    settingsStore.setState(DEFAULT_SETTINGS, true);
    networkStore.setState({ info: { id: 'tiny', classes: [] } as never });
    imageStore.setState({ fitted: picture });
    setTarget('visualization', null);
  });

  it('says what it was made with once the settings or the picture are others', () => {
    expect(runMadeOtherwise('visualization', run)).toEqual([]);
    setParam('class-visualization', 'lambda', 0);
    expect(runMadeOtherwise('visualization', run)).toEqual(['λ 0.001']);
    const params = { ...made.params, start: 'image' };
    const from = { ...run, input: { ...picture }, recipe: { ...made, params, image: 'quail.jpg' } };
    setParam('class-visualization', 'start', 'image');
    expect(runMadeOtherwise('visualization', from)).toEqual(['quail.jpg', 'λ 0.001']);
    expect(runMadeOtherwise('visualization', { ...run, phase: 'running' })).toEqual([]);
  });

  it('says so where it took other photos than there are beside the one shown now', () => {
    const file = (name: string) => ({ name, source: new File([name], name) });
    openedPhotos.setState([], true);
    listPhotos([file('wren.jpg'), file('robin.jpg')]);
    setMethod('fooling', 'universal-linf');
    const universal = METHODS.find(({ id }) => id === 'universal-linf')!;
    const params = defaultParams(universal.params);
    const target = chooseTarget('fooling');
    const recipe: Recipe = {
      ...made,
      method: 'universal-linf',
      params,
      target,
      others: ['wren.jpg', 'robin.jpg'],
    };
    const fooled = { ...run, recipe, input: picture };
    expect(runMadeOtherwise('fooling', fooled)).toEqual([]);
    listPhotos([file('hen.jpg')]);
    expect(runMadeOtherwise('fooling', fooled)).toEqual(['2 photos beside it']);
    const another = { ...recipe, others: ['wren.jpg', 'hen.jpg', 'owl.jpg'] };
    expect(runMadeOtherwise('fooling', { ...fooled, recipe: another })).toEqual(['other photos beside it']);
    // From before they were noted.
    const { others: _, ...unknown } = recipe;
    expect(runMadeOtherwise('fooling', { ...fooled, recipe: unknown })).toEqual([]);
  });
});
