import { networkStore } from '../network-store';
import { VANILLA } from './begin-table';
import { addColumns, addRows, clearTable, SAMPLE_ROWS } from './edit-table';

/** Photos of the lab report's table. */
export const REPORT_PHOTOS = 7;

/**
 * Makes the table of the lab report: seven photos, both bundled networks, the plain gradient. Returns the function that
 * puts the table before it back.
 */
export function setLabReport(): () => void {
  const undo = clearTable();
  addRows(SAMPLE_ROWS.slice(0, REPORT_PHOTOS));
  const networks = networkStore.getState().rows.filter(({ bundled }) => bundled);
  addColumns(networks.map(({ id }) => ({ network: id, method: VANILLA })));
  return undo;
}
