import { cellsToFill, estimate } from '../store/table-estimate';
import { fillTable } from '../store/fill-table';

/** Work up to which a table that photos were added to is filled without being asked. */
const UNASKED_MS = 60_000;

/** Fills the table at once where that is known to be quick; else it waits for its button, which says how long it takes. */
export function fillSoon(): void {
  const ms = estimate(cellsToFill());
  if (ms !== null && ms <= UNASKED_MS) void fillTable();
}
