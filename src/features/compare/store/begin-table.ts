import { methodsFor } from '../../../page/settings/settings-schema';
import { networkStore } from '../../../page/network/network-store';
import { imageStore } from '../../../page/photo/image-store';
import { compareStore } from './compare-store';
import { openedPhotos } from '../../../page/photo/opened-photos';
import { addColumns, addPagePhoto, addRows } from './edit-table';
import { markAsMade } from './kept-tables';

/** The plain gradient: what the saliency exercise opens with. */
export const VANILLA = methodsFor('saliency')[0].id;

/** A table of more is begun by whoever wants it: “Compare all” has them all. */
const MOST = 12;

/**
 * Gives a table that was never used its first photos and column: the photo on the page and those opened in this visit, with the
 * plain gradient. Returns
 * whether it did; where the page has no photo yet, nothing happens.
 */
export function beginTable(): boolean {
  const { begun, rows, columns } = compareStore.getState();
  const { info } = networkStore.getState();
  if (begun || rows.length > 0 || columns.length > 0 || !info || !imageStore.getState().photo) return false;
  addPagePhoto();
  addRows(openedPhotos.getState().slice(0, MOST));
  addColumns([{ network: info.id, method: VANILLA }]);
  markAsMade();
  return true;
}
