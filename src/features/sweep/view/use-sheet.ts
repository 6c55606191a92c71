import { useStore } from 'zustand';
import { networkStore } from '../../../page/network/network-store';
import { classificationStore } from '../../../page/network/classification-store';
import { imageStore } from '../../../page/photo/image-store';
import { settingsStore } from '../../../page/settings/settings-store';
import { cellKey } from '../store/cell-request';
import { type SheetNow, sheetNow } from '../store/sheet';
import type { CellState, Sweep } from '../store/sweep-store';

/** The sheet that is asked for, kept up with all that it hangs on. */
export function useSheet(sweep: Sweep): SheetNow {
  useStore(sweep.store);
  useStore(settingsStore);
  useStore(networkStore);
  useStore(imageStore);
  useStore(classificationStore);
  return sheetNow(sweep);
}

/** What the cells of the sheet hold, in their order; undefined for those that wait. */
export function cellStates(sweep: Sweep, now: SheetNow): readonly (CellState | undefined)[] {
  if (!('sheet' in now)) return [];
  const { cells } = sweep.store.getState();
  return now.sheet.cells.map((cell) => cells[cellKey(sweep, now.sheet, cell)]);
}
