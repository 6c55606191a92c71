import { plainName } from '../../../core/records/plain-name';
import type { NetworkRow } from '../../../engine/protocol/protocol';
import type { ParamValues } from '../../../methods/catalog/params';
import { twinOf } from '../../../page/network/robust-twin';
import { imageStore } from '../../../page/photo/image-store';
import { SAMPLE_PHOTOGRAPHS } from '../../../page/photo/sample-photographs';
import { SAMPLES } from '../../../page/photo/samples';
import { settingsStore } from '../../../page/settings/settings-store';
import {
  cellId,
  compareStore,
  without,
  type CompareState,
  type TableColumn,
  type TableRow,
} from './compare-store';
import { say } from '../../../words/say';

export type NewRow = Pick<TableRow, 'name' | 'source'>;

/** The pictures that come with the page, as rows: drawings first, then photographs. */
export const SAMPLE_ROWS: readonly (NewRow & { readonly source: string; readonly short: string })[] = [
  ...SAMPLES.map(({ name, url, className }) => ({ name, source: url, short: className })),
  ...SAMPLE_PHOTOGRAPHS.map(({ name, url, title }) => ({ name, source: url, short: title })),
];

let lastId = 0;

/** Adds rows at the end; a source that is there already is added again only where that is asked for. Returns those that came in. */
export function addRows(added: readonly NewRow[], { again = false } = {}): readonly TableRow[] {
  const { rows } = compareStore.getState();
  const there = new Set(rows.map(({ source }) => source));
  const fresh = added
    .filter(({ source }) => again || !there.has(source))
    .map(({ name, source }): TableRow => ({
      id: `r${++lastId}`,
      name: plainName(name, say('Picture')),
      source,
      inputs: {},
      ownClass: null,
    }));
  compareStore.setState({ rows: [...rows, ...fresh], begun: true });
  return fresh;
}

/** Files as rows to be. */
export function rowsOf(files: readonly File[]): readonly NewRow[] {
  return files.map((file) => ({ name: file.name || say('Pasted picture'), source: file }));
}

/** Adds the photo that is on the page. Returns whether there was one to add. */
export function addPagePhoto(): boolean {
  const { photo } = imageStore.getState();
  return photo?.source !== undefined && addRows([{ name: photo.name, source: photo.source }]).length > 0;
}

export function removeRow(id: string): void {
  compareStore.setState(({ rows, cells }) => ({
    rows: rows.filter((row) => row.id !== id),
    cells: without(cells, (cell) => cell.startsWith(`${id} `)),
  }));
}

/** Adds a column for each pair that is not there yet. */
export function addColumns(pairs: readonly { readonly network: string; readonly method: string }[]): void {
  const { columns } = compareStore.getState();
  const fresh = pairs
    .filter((pair) => !findColumn(columns, pair.network, pair.method))
    .map((pair): TableColumn => ({ id: `c${++lastId}`, ...pair, params: null }));
  compareStore.setState({ columns: [...columns, ...fresh], begun: true });
}

/** The column of a network and a method that follows the settings. */
export function findColumn(
  columns: readonly TableColumn[],
  network: string,
  method: string,
): TableColumn | undefined {
  return columns.find(
    (column) => column.network === network && column.method === method && column.params === null,
  );
}

/** Whether any column's network has a twin. */
export function hasTwins(columns: readonly TableColumn[], networks: readonly NetworkRow[]): boolean {
  return columns.some(({ network }) => twinOf(networks, network) !== null);
}

/** Whether a twin's column is missing beside any. */
export function lacksTwins(columns: readonly TableColumn[], networks: readonly NetworkRow[]): boolean {
  return columns.some((column) => missingTwin(column, columns, networks) !== null);
}

/** Puts the column of its network's twin beside each, with the same numbers, where it is not there yet. */
export function addTwinColumns(networks: readonly NetworkRow[]): void {
  const { columns } = compareStore.getState();
  const all = columns.flatMap((column) => {
    const twin = missingTwin(column, columns, networks);
    return twin ? [column, { ...column, id: `c${++lastId}`, network: twin.id }] : [column];
  });
  compareStore.setState({ columns: all });
}

function missingTwin(
  { network, method, params }: TableColumn,
  columns: readonly TableColumn[],
  networks: readonly NetworkRow[],
): NetworkRow | null {
  const twin = twinOf(networks, network);
  const isThere = columns.some(
    (other) => other.network === twin?.id && other.method === method && other.params === params,
  );
  return isThere ? null : twin;
}

export function removeColumn(id: string): void {
  compareStore.setState(({ columns, cells }) => ({
    columns: columns.filter((column) => column.id !== id),
    cells: without(cells, (cell) => cell.endsWith(` ${id}`)),
  }));
}

/** Holds a column's numbers as they are, or lets them follow the settings again. */
export function holdParams(id: string, hold: boolean): void {
  compareStore.setState(({ columns }) => ({
    columns: columns.map((column) =>
      column.id === id ? { ...column, params: hold ? columnParams(column) : null } : column,
    ),
  }));
}

/** Moves a column one place to the left (-1) or right (1). */
export function moveColumn(id: string, by: -1 | 1): void {
  const columns = [...compareStore.getState().columns];
  const from = columns.findIndex((column) => column.id === id);
  const [moved] = columns.splice(from, 1);
  if (!moved) return;
  columns.splice(Math.max(0, from + by), 0, moved);
  compareStore.setState({ columns });
}

/** The numbers a column's method runs with. */
export function columnParams({ method, params }: TableColumn): ParamValues {
  return params ?? settingsStore.getState().params[method] ?? {};
}

/** How many maps the table has room for, and how many of them are there. */
export function tally({ rows, columns, cells }: Pick<CompareState, 'rows' | 'columns' | 'cells'>) {
  const all = rows.flatMap((row) => columns.map((column) => cells[cellId(row.id, column.id)]));
  return {
    maps: all.length,
    done: all.filter((cell) => cell?.status === 'done').length,
    failed: all.filter((cell) => cell?.status === 'failed').length,
  };
}
