import { useStore } from 'zustand';
import { cellRequest } from '../../store/cell-request';
import { cellId, compareStore } from '../../store/compare-store';
import { networkStore } from '../../../../page/network/network-store';
import { classificationStore } from '../../../../page/network/classification-store';
import { madeOtherwise } from '../../../../page/request/made-otherwise';
import { sameRequest } from '../../../../page/request/same-request';
import { settingsStore } from '../../../../page/settings/settings-store';

/** In what a cell's map differs from what its row and column would be asked for now; none where it has no map. */
export function useCellMadeOtherwise(row: string, column: string): readonly string[] {
  useStore(compareStore);
  useStore(settingsStore);
  useStore(classificationStore);
  useStore(networkStore, (state) => state.info);
  const found = madeAndAsked(row, column);
  return found ? madeOtherwise(found.made, found.asked) : [];
}

/** Whether a cell's map is not the one that would be asked for now. */
export function useCellIsStale(row: string, column: string): boolean {
  const isStale = (): boolean => {
    const found = madeAndAsked(row, column);
    return found !== null && !sameRequest(found.made, found.asked);
  };
  // What a cell is asked for hangs on all of these.
  useStore(settingsStore, isStale);
  useStore(classificationStore, isStale);
  useStore(networkStore, isStale);
  return useStore(compareStore, isStale);
}

function madeAndAsked(rowId: string, columnId: string) {
  const { rows, columns, cells } = compareStore.getState();
  const row = rows.find(({ id }) => id === rowId);
  const column = columns.find(({ id }) => id === columnId);
  const cell = cells[cellId(rowId, columnId)];
  if (!row || !column || cell?.status !== 'done') return null;
  const { made, target } = cell.result;
  return { made: { ...made, targetName: target.name }, asked: cellRequest(row, column) };
}
