import { beginTable, VANILLA } from '../../stores/compare/begin-table';
import { addColumns, addFiles, picturesAmong } from '../../stores/compare/edit-table';
import { compareStore } from '../../stores/compare/compare-store';
import { fillTable } from '../../stores/compare/fill-table';
import { networkStore } from '../../stores/network-store';
import { set } from '../../stores/settings-store';
import { count } from '../numbers';
import { say } from '../say';
import { fillSoon } from './fill-soon';

/** Makes rows of the pictures among files, and fills them where that is quick. */
export function comparePhotos(files: readonly File[]): void {
  const pictures = picturesAmong(files);
  addFiles(pictures);
  const others = files.length - pictures.length;
  if (others > 0)
    say(`${count(pictures.length, 'photo')} added`, `${count(others, 'file')} left out: not pictures.`);
  const { info } = networkStore.getState();
  if (info && compareStore.getState().columns.length === 0)
    addColumns([{ network: info.id, method: VANILLA }]);
  fillSoon();
}

/** Opens the comparison table with these photos in it. */
export function openInTable(files: readonly File[]): void {
  const fresh = beginTable();
  set({ exercise: 'saliency', saliencyView: 'table' });
  comparePhotos(files);
  // A table's first maps are plain gradients, which are quick though nothing has been timed yet.
  if (fresh) void fillTable();
}
