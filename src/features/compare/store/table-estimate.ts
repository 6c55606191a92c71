import { median } from 'simple-statistics';
import { compareStore, type TableColumn } from './compare-store';
import { isCellCurrent } from './cell-request';
import { columnParams } from './edit-table';

const REMEMBERED = 9;

const paceKey = (column: TableColumn): string =>
  JSON.stringify([column.network, column.method, columnParams(column)]);

/** Remembers what a column's map took. */
export function rememberPace(column: TableColumn, ms: number): void {
  const key = paceKey(column);
  compareStore.setState(({ paces }) => ({
    paces: { ...paces, [key]: [...(paces[key] ?? []), ms].slice(-REMEMBERED) },
  }));
}

/** The cells still to be drawn: those without a map, and those whose map is of other settings. Row by row. */
export function cellsToFill(): readonly { readonly row: string; readonly column: TableColumn }[] {
  const { rows, columns } = compareStore.getState();
  return rows.flatMap((row) =>
    columns.flatMap((column) => (isCellCurrent(row, column) ? [] : [{ row: row.id, column }])),
  );
}

/** Milliseconds that cells will take by what such maps took lately; null where one of their columns was never measured. */
export function estimate(cells: readonly { readonly column: TableColumn }[]): number | null {
  const { paces } = compareStore.getState();
  const known = new Map<string, number | null>();
  let total = 0;
  for (const { column } of cells) {
    if (!known.has(column.id)) {
      const taken = paces[paceKey(column)];
      known.set(column.id, taken && taken.length > 0 ? median([...taken]) : null);
    }
    const one = known.get(column.id) ?? null;
    if (one === null) return null;
    total += one;
  }
  return total;
}
