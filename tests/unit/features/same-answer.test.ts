import type { PixelImage } from '../../../src/core/pictures/pixel-image';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/core/records/recipe';
import type { NetworkInfo } from '../../../src/engine/protocol/protocol';
import { presentSubject, sameSubject } from '../../../src/features/believe/store/subject';
import { cellId, compareStore } from '../../../src/features/compare/store/compare-store';
import { knownCellRequest } from '../../../src/features/compare/store/cell-request';
import { addColumns, addRows } from '../../../src/features/compare/store/edit-table';
import { cellsToFill } from '../../../src/features/compare/store/table-estimate';
import { lineStore } from '../../../src/features/limits/store/line-store';
import { sweepMadeOtherwise } from '../../../src/features/limits/store/made-otherwise';
import { lowContrastStore } from '../../../src/features/limits/store/low-contrast-store';
import { questionNow } from '../../../src/features/limits/store/question';
import { tableMadeOtherwise } from '../../../src/features/locate/store/all-methods';
import { isLocatedNow } from '../../../src/features/locate/store/locate-store';
import { networkStore } from '../../../src/page/network/network-store';
import { imageStore } from '../../../src/page/photo/image-store';
import { runMadeOtherwise } from '../../../src/page/request/made-otherwise';
import { requestNow } from '../../../src/page/request/request-now';
import { DEFAULT_SETTINGS } from '../../../src/page/settings/settings-schema';
import {
  paramsOf,
  set,
  setMethod,
  setParam,
  setTarget,
  settingsStore,
} from '../../../src/page/settings/settings-store';

const image = (): PixelImage => ({ width: 4, height: 4, data: new Uint8ClampedArray(64) });
const INFO: NetworkInfo = {
  id: 'tiny',
  title: 'Tiny',
  size: [4, 4],
  preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
  classes: ['tench', 'church', 'golf ball'].map((name, index) => ({ index, name })),
  output: { kind: 'softmax' },
  weightsHash: 'hash',
  parameters: 1,
};

/** Makes the map that is asked for now in every view; each then says whether it is another one than is asked for. */
function madeEverywhere(method: string): Readonly<Record<string, () => boolean>> {
  setMethod('saliency', method);
  const input = imageStore.getState().fitted!;
  const settings = settingsStore.getState();
  const params = paramsOf(settings, 'saliency');
  const recipe: Recipe = {
    ...{ version: 1, network: 'tiny', weights: 'hash', method, params, target: 2, seed: settings.seed },
    fit: settings.fit,
  };
  const rows = [{ method, made: { ...requestNow('saliency')!, target: 2 }, boxes: {} as never }];
  const subject = presentSubject();
  const sweep = { of: 'contrast', question: questionNow()!, held: 0, looks: [] } as const;
  addRows([{ name: 'quail', source: 'quail.jpg' }]);
  addColumns([{ network: 'tiny', method }]);
  const { rows: photos, columns } = compareStore.getState();
  const made = knownCellRequest(photos[0]!, columns[0]!, INFO);
  const id = cellId(photos[0]!.id, columns[0]!.id);
  compareStore.setState({
    networks: { tiny: INFO },
    cells: { [id]: { status: 'done', result: { made } as never } },
  });
  return {
    map: () => runMadeOtherwise('saliency', { recipe, input, phase: 'done' }).length > 0,
    locate: () => !isLocatedNow({ made: recipe, input }),
    'locate, every method': () => tableMadeOtherwise(rows).length > 0,
    limits: () => sweepMadeOtherwise(sweep, questionNow(), lowContrastStore.getState()).length > 0,
    compare: () => cellsToFill().length > 0,
    believe: () => !sameSubject(subject, presentSubject()),
  };
}
const others = (views: Readonly<Record<string, () => boolean>>): string[] =>
  Object.keys(views).filter((view) => views[view]!());

beforeEach(() => {
  compareStore.setState(compareStore.getInitialState(), true);
  lineStore.setState(lineStore.getInitialState(), true);
  settingsStore.setState(DEFAULT_SETTINGS, true);
  networkStore.setState({ info: INFO });
  imageStore.setState({ photo: null, fitted: image(), fittedAs: 'squash' });
  compareStore.setState({ explained: 'settings' });
  setTarget('saliency', 2);
});

const EVERY = ['map', 'locate', 'locate, every method', 'limits', 'compare', 'believe'];

describe('whether a map is still the one asked for, in every view', () => {
  it.each(['smooth-grad', 'rise'])('it is another one once the seed is, by %s', (method) => {
    const views = madeEverywhere(method);
    expect(others(views)).toEqual([]);
    set({ seed: 9 });
    expect(others(views)).toEqual(EVERY);
    set({ seed: 0 });
    expect(others(views)).toEqual([]);
  });

  it.each(['vanilla-gradient', 'grad-cam'])('it is the same by %s, which draws nothing', (method) => {
    const views = madeEverywhere(method);
    set({ seed: 9 });
    // The checks draw weights, noise and orders of their own by it.
    expect(others(views)).toEqual(['believe']);
  });

  it('it is the same whatever another method’s numbers are, and another one for its own', () => {
    const views = madeEverywhere('smooth-grad');
    setParam('rise', 'masks', 11);
    expect(others(views)).toEqual([]);
    setParam('smooth-grad', 'samples', 11);
    expect(others(views)).toEqual(EVERY);
    setParam('smooth-grad', 'samples', DEFAULT_SETTINGS.params['smooth-grad']!['samples']!);
    expect(others(views)).toEqual([]);
  });

  it('it is another one for another class', () => {
    const views = madeEverywhere('vanilla-gradient');
    setTarget('saliency', 1);
    expect(others(views)).toEqual(EVERY);
  });
});
