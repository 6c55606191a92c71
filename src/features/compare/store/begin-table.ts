import { methodsFor } from '../../../page/settings/settings-schema';
import { networkStore } from '../../../page/network/network-store';
import { imageStore } from '../../../page/photo/image-store';
import { compareStore } from './compare-store';
import { addColumns, addPagePhoto } from './edit-table';
import { markAsMade } from './kept-tables';

/** The plain gradient: what the saliency exercise opens with. */
export const VANILLA = methodsFor('saliency')[0].id;

/**
 * Gives a table that was never used its first photo and column: the ones on the page, with the plain gradient. Returns
 * whether it did; where the page has no photo yet, nothing happens.
 */
export function beginTable(): boolean {
  const { begun, rows, columns } = compareStore.getState();
  const { info } = networkStore.getState();
  if (begun || rows.length > 0 || columns.length > 0 || !info || !imageStore.getState().photo) return false;
  addPagePhoto();
  addColumns([{ network: info.id, method: VANILLA }]);
  markAsMade();
  return true;
}
