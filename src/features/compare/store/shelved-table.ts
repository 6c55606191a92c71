import * as v from 'valibot';
import type { ShelvedWork } from '../../../page/settings/views';
import { type CompareState, compareStore, EXPLAINED, SCALE_SCOPES } from './compare-store';
import { fillTable } from './fill-table';
import { makeRoom } from './kept-tables';

const StateSchema = v.looseObject({
  rows: v.array(
    v.looseObject({ id: v.string(), name: v.string(), source: v.union([v.string(), v.instance(Blob)]) }),
  ),
  columns: v.array(v.looseObject({ id: v.string(), network: v.string(), method: v.string() })),
  cells: v.record(v.string(), v.looseObject({ status: v.string() })),
  explained: v.picklist(EXPLAINED),
  scaleScope: v.picklist(SCALE_SCOPES),
  networks: v.record(v.string(), v.looseObject({ id: v.string() })),
});

/** Brings a table back from its card; the one in its place is kept in turn. */
export const SHELVED_TABLE: ShelvedWork = {
  restore(state) {
    v.assert(StateSchema, state);
    const { rows, columns, cells, explained, scaleScope, networks } = state as unknown as CompareState;
    const present = compareStore.getState();
    const isThere = rows.every(({ id }, i) => present.rows[i]?.id === id);
    if (!isThere) makeRoom();
    compareStore.setState({
      ...{ rows, columns, cells, explained, scaleScope },
      networks: { ...networks, ...present.networks },
      begun: true,
    });
  },
  goOn: () => fillTable(),
  runAgain: () => {
    compareStore.setState({ cells: {} });
    return fillTable();
  },
};
