import type { NetworkRow } from '../../../engine/protocol/protocol';
import { networkStore } from '../../../page/network/network-store';
import { VANILLA } from './begin-table';
import { addColumns, addRows, SAMPLE_ROWS } from './edit-table';
import { makeRoom, markAsMade } from './kept-tables';

/** Photos of the lab report's table. */
export const REPORT_PHOTOS = 7;

/** The networks of the lab report's table: the bundled ones, without the robust twins. */
export function reportNetworks(rows: readonly NetworkRow[]): readonly NetworkRow[] {
  return rows.filter(({ bundled, robust }) => bundled && !robust);
}

/** Makes the table of the lab report: seven photos, the bundled networks, the plain gradient. The table before it is kept. */
export function setLabReport(): void {
  makeRoom();
  addRows(SAMPLE_ROWS.slice(0, REPORT_PHOTOS));
  const networks = reportNetworks(networkStore.getState().rows);
  addColumns(networks.map(({ id }) => ({ network: id, method: VANILLA })));
  markAsMade();
}
