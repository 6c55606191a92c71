import { beginTable, VANILLA } from '../store/begin-table';
import { compareStore } from '../store/compare-store';
import { addColumns, addRows, rowsOf, type NewRow } from '../store/edit-table';
import { fillTable } from '../store/fill-table';
import { partRepeated } from '../store/repeated-photos';
import { tellNews } from '../store/table-news';
import { networkStore } from '../../../page/network/network-store';
import { set } from '../../../page/settings/settings-store';
import { picturesAmong } from '../../../panels/open-files/pictures-among';
import { fillSoon } from './fill-soon';

/** Makes rows of the pictures among files, and fills them where that is quick. */
export async function comparePhotos(files: readonly File[]): Promise<void> {
  const pictures = picturesAmong(files);
  await addPhotos(rowsOf(pictures), files.length - pictures.length);
}

/** Adds photos to the table, save those it has; the page says which these are. */
export async function addPhotos(photos: readonly NewRow[], leftOut = 0): Promise<void> {
  const { fresh, repeated } = await partRepeated(photos, compareStore.getState().rows);
  const added = addRows(fresh);
  tellNews({ arrived: added.map(({ id }) => id), repeated, leftOut });
  fillNew();
}

/** Adds photos whether the table has them or not. */
export function addAgain(photos: readonly NewRow[]): void {
  const added = addRows(photos, { again: true });
  tellNews({ arrived: added.map(({ id }) => id) });
  fillNew();
}

/** Opens the comparison table with these photos in it. */
export async function openInTable(photos: readonly NewRow[]): Promise<void> {
  const fresh = beginTable();
  set({ exercise: 'saliency', saliencyView: 'compare' });
  const there = new Set(compareStore.getState().rows.map(({ source }) => source));
  await addPhotos(photos.filter(({ source }) => !there.has(source)));
  // A table's first maps are plain gradients, which are quick though nothing has been timed yet.
  if (fresh) void fillTable();
}

function fillNew(): void {
  const { info } = networkStore.getState();
  if (info && compareStore.getState().columns.length === 0)
    addColumns([{ network: info.id, method: VANILLA }]);
  fillSoon();
}
