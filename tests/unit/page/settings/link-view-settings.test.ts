import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { NumberParam } from '../../../../src/methods/catalog/params';
import { linkViewSettings } from '../../../../src/page/settings/link-view-settings';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { setParam, settingsStore } from '../../../../src/page/settings/settings-store';
import {
  openPage,
  viewDefaults,
  viewFields,
  type ViewTable,
} from '../../../../src/page/settings/view-tables';

const DEPTH: NumberParam = {
  ...{ kind: 'number', label: 'Depth', default: 3, min: 0, max: 9, step: 1, unit: '', scale: 'linear' },
  live: true,
  help: { what: 'How deep.', rises: 'deeper.', try: '4.' },
};
interface Controls {
  readonly shown: 'first' | 'second';
  readonly depth: number;
}
const TABLE: ViewTable<Controls> = {
  id: 'toy',
  params: { shown: openPage('Page', ['first', 'second']), depth: DEPTH },
};
const store = createStore<Controls & { readonly result: string }>(() => ({
  ...viewDefaults(TABLE),
  result: '',
}));
const link = () =>
  linkViewSettings(store, TABLE, { read: viewFields(TABLE), apply: (controls) => store.setState(controls) });
const inAddress = () => settingsStore.getState().params['toy'];

beforeEach(() => {
  settingsStore.setState(DEFAULT_SETTINGS, true);
  store.setState(store.getInitialState(), true);
});

describe('a view’s own settings', () => {
  it('begin with what the address says, the rest with its defaults', () => {
    settingsStore.setState({ params: { toy: { depth: 5 } } });
    const stop = link();
    expect(store.getState()).toEqual({ shown: 'first', depth: 5, result: '' });
    stop();
  });

  it('and the address follow each other, until that is stopped; what the view makes is no setting', () => {
    const stop = link();
    store.setState({ shown: 'second', result: 'a map' });
    expect(inAddress()).toEqual({ shown: 'second', depth: 3 });
    setParam('toy', 'depth', 8);
    expect(store.getState()).toEqual({ shown: 'second', depth: 8, result: 'a map' });
    const { params } = settingsStore.getState();
    store.setState({ result: 'another' });
    expect(settingsStore.getState().params).toBe(params);
    stop();
    store.setState({ depth: 1 });
    expect(inAddress()).toEqual({ shown: 'second', depth: 8 });
    setParam('toy', 'depth', 2);
    expect(store.getState().depth).toBe(1);
  });
});
