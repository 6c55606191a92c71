import { networkStore } from '../../../page/network/network-store';
import { VANILLA } from './begin-table';
import { addColumns, addRows, SAMPLE_ROWS } from './edit-table';
import { makeRoom, markAsMade } from './kept-tables';

/** Photos of the lab report's table. */
export const REPORT_PHOTOS = 7;

/** Makes the table of the lab report: seven photos, both bundled networks, the plain gradient. The table before it is kept. */
export function setLabReport(): void {
  makeRoom();
  addRows(SAMPLE_ROWS.slice(0, REPORT_PHOTOS));
  const networks = networkStore.getState().rows.filter(({ bundled }) => bundled);
  addColumns(networks.map(({ id }) => ({ network: id, method: VANILLA })));
  markAsMade();
}
