import { openImage } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { sameClass } from '../../../core/records/same-class';
import { setTarget } from '../../../page/settings/settings-store';
import { compareStore, patchRow, type RowClass } from './compare-store';

/** Gives a row a class of its own to explain; null lets it follow the table's rule again. */
export function setRowClass(id: string, ownClass: RowClass | null): void {
  patchRow(id, { ownClass });
}

/** Moves a row to a place, 0 for the first; beyond the ends it stops there. */
export function moveRow(id: string, to: number): void {
  const rows = [...compareStore.getState().rows];
  const from = rows.findIndex((row) => row.id === id);
  const place = Math.min(Math.max(0, to), rows.length - 1);
  const [moved] = rows.splice(from, from < 0 ? 0 : 1);
  if (!moved || place === from) return;
  rows.splice(place, 0, moved);
  compareStore.setState({ rows });
}

/** Moves a row by so many places. */
export function moveRowBy(id: string, by: number): void {
  moveRow(id, compareStore.getState().rows.findIndex((row) => row.id === id) + by);
}

/**
 * Makes a row's photo the page's, with the row's own class where it has one that the network in use knows.
 * @throws LabError as `openImage`.
 */
export async function openRowAsPhoto(id: string): Promise<void> {
  const row = compareStore.getState().rows.find((entry) => entry.id === id);
  if (!row || !(await openImage(row.source, row.name))) return;
  const { info } = networkStore.getState();
  if (row.ownClass && info) setTarget('saliency', sameClass(info.classes, row.ownClass));
}
