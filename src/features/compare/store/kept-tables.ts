import { createStore } from 'zustand/vanilla';
import { compareStore, without, type CompareState } from './compare-store';

type Table = Pick<CompareState, 'rows' | 'columns' | 'cells'>;

/** Tables that are kept at most, the last ones. */
const MOST = 5;

/** The person's tables that another took the place of, the last one first. */
export const keptTables = createStore<{ readonly tables: readonly Table[] }>(() => ({ tables: [] }));

/** The rows and columns the page itself made last: nothing to miss while they are as it made them. */
let made = '';

/** Empties the table. What was in it is kept, to be brought back. */
export function clearTable(): void {
  const table = present();
  if (table.rows.length + table.columns.length > 0) keep([table, ...keptTables.getState().tables]);
  empty();
}

/** Makes room for a table of the page's making. The person's own is kept; one that the page made itself gives way. */
export function makeRoom(): void {
  if (isOwn(present())) clearTable();
  else empty();
}

function empty(): void {
  const { filling } = compareStore.getState();
  const still = filling?.phase === 'running' ? {} : { filling: null };
  compareStore.setState({ rows: [], columns: [], cells: {}, ...still });
}

/** Puts the table kept last back in place; what is in its place now is kept in turn. */
export function bringTableBack(): void {
  const [table] = keptTables.getState().tables;
  if (!table) return;
  keptTables.setState(({ tables }) => ({ tables: tables.slice(1) }));
  const now = present();
  if (isOwn(now)) keep([...keptTables.getState().tables, now]);
  compareStore.setState({ ...table });
}

/** Lets go of the table kept last. */
export function forgetTable(): void {
  keptTables.setState(({ tables }) => ({ tables: tables.slice(1) }));
}

/** Says that the table as it is now is the page's own making. */
export function markAsMade(): void {
  made = idsOf(present());
}

function present(): Table {
  const { rows, columns, cells } = compareStore.getState();
  // A map that is being drawn now is drawn by the next filling.
  return { rows, columns, cells: without(cells, (id) => cells[id]?.status === 'running') };
}

function keep(tables: readonly Table[]): void {
  keptTables.setState({ tables: tables.slice(0, MOST) });
}

function isOwn(table: Table): boolean {
  return table.rows.length + table.columns.length > 0 && idsOf(table) !== made;
}

function idsOf({ rows, columns }: Table): string {
  return [...rows, ...columns].map(({ id }) => id).join(' ');
}
