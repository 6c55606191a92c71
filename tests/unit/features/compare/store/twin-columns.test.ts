import { beforeEach, describe, expect, it } from 'vitest';
import type { NetworkRow } from '../../../../../src/engine/protocol/protocol';
import { compareStore } from '../../../../../src/features/compare/store/compare-store';
import {
  addColumns,
  addTwinColumns,
  hasTwins,
  holdParams,
  lacksTwins,
} from '../../../../../src/features/compare/store/edit-table';
import { reportNetworks } from '../../../../../src/features/compare/store/lab-report';

const row = (id: string, standard?: string): NetworkRow => ({
  id,
  title: id,
  classes: 2,
  bundled: true,
  loaded: false,
  origin: 'served',
  ...(standard === undefined ? {} : { robust: { standard, radius: 4, training: 'So.', measured: [] } }),
});
const NETWORKS = [row('plain'), row('firm', 'plain'), row('other')];
const columns = () => compareStore.getState().columns;
const shown = () => columns().map(({ network, method }) => `${network} ${method}`);

beforeEach(() => compareStore.setState({ rows: [], columns: [], cells: {} }));

describe('the twins’ columns', () => {
  it('come beside each column whose network has a twin, once, whichever of the two is there', () => {
    addColumns([
      { network: 'plain', method: 'rise' },
      { network: 'other', method: 'rise' },
      { network: 'firm', method: 'occlusion' },
    ]);
    expect(lacksTwins(columns(), NETWORKS)).toBe(true);
    addTwinColumns(NETWORKS);
    const all = ['plain rise', 'firm rise', 'other rise', 'firm occlusion', 'plain occlusion'];
    expect(shown()).toEqual(all);
    expect(new Set(columns().map(({ id }) => id)).size).toBe(all.length);
    expect(lacksTwins(columns(), NETWORKS)).toBe(false);
    addTwinColumns(NETWORKS);
    expect(shown()).toEqual(all);
  });

  it('have the numbers that the column beside them holds', () => {
    addColumns([{ network: 'plain', method: 'rise' }]);
    holdParams(columns()[0]!.id, true);
    addTwinColumns(NETWORKS);
    expect(columns()[1]!.params).toEqual(columns()[0]!.params);
    expect(columns()[1]!.params).not.toBeNull();
  });

  it('are not spoken of where no network has a twin', () => {
    addColumns([{ network: 'other', method: 'rise' }]);
    expect(hasTwins(columns(), NETWORKS)).toBe(false);
    addColumns([{ network: 'firm', method: 'rise' }]);
    expect(hasTwins(columns(), NETWORKS)).toBe(true);
  });
});

it('the lab report is of the bundled networks without the robust ones', () => {
  expect(reportNetworks(NETWORKS).map(({ id }) => id)).toEqual(['plain', 'other']);
});
