import { createStore } from 'zustand/vanilla';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { Recipe } from '../../../core/records/recipe';
import type { NetworkInfo, TopRow } from '../../../engine/protocol/protocol';
import type { ParamValues } from '../../../methods/catalog/params';
import type { MapRequest } from '../../../page/request/map-request';
import type { PackedMap } from './packed-map';

/** A class by its name, and its number in the network it was chosen in. */
export interface RowClass {
  readonly index: number;
  readonly name: string;
}

/** A photo of the table: where it comes from, never its pixels at full size. */
export interface TableRow {
  readonly id: string;
  readonly name: string;
  /** A file, which the browser keeps on disk, or an address. */
  readonly source: Blob | string;
  /** The photo as networks see it, RGBA bytes, by `inputKey`. */
  readonly inputs: Readonly<Record<string, Blob>>;
  /** The class its maps explain; null where that follows the table's rule. */
  readonly ownClass: RowClass | null;
  /** Why it could not be opened. */
  readonly error?: LabErrorData;
}

/** One network and one method. */
export interface TableColumn {
  readonly id: string;
  readonly network: string;
  readonly method: string;
  /** The method's numbers where they are held; null where they follow the settings. */
  readonly params: ParamValues | null;
}

/** What is kept of a finished map: the numbers here, its floats outside the tab's own memory. */
export interface CellResult {
  /** What it was asked for, without the pixels; another request now means that the map is of other settings. */
  readonly made: MapRequest;
  readonly recipe: Recipe;
  readonly map: PackedMap;
  readonly target: { readonly index: number; readonly name: string };
  readonly logit: number;
  /** 0 to 1. */
  readonly probability: number;
  /** The best classes, at most five, best first. */
  readonly top: readonly TopRow[];
  /** The strongest class beside the explained one; null among labels, which have no rivals. */
  readonly rival: TopRow | null;
  /** True where no pixel moves the score at all, or nothing speaks for the class. */
  readonly empty: boolean;
  readonly ms: number;
}

export type CellState =
  | { readonly status: 'running'; readonly step: number; readonly steps: number }
  | { readonly status: 'done'; readonly result: CellResult }
  | { readonly status: 'failed'; readonly error: LabErrorData }
  | { readonly status: 'cancelled' };

/** Which class each map explains: the network's own first one for the photo, or the class in the settings, by its name. */
export const EXPLAINED = ['first', 'settings'] as const;
export type Explained = (typeof EXPLAINED)[number];

/** Which maps share the value at full scale. */
export const SCALE_SCOPES = ['map', 'column', 'table'] as const;
export type ScaleScope = (typeof SCALE_SCOPES)[number];

/** A filling of the table under way, or the last one. */
export interface Filling {
  readonly phase: 'running' | 'done' | 'cancelled';
  /** Maps drawn, or tried in vain, by this filling. */
  readonly finished: number;
  readonly failed: number;
  readonly ms: number;
}

export interface CompareState {
  readonly rows: readonly TableRow[];
  readonly columns: readonly TableColumn[];
  /** By `cellId`; absent while a map waits to be drawn. */
  readonly cells: Readonly<Record<string, CellState>>;
  readonly explained: Explained;
  readonly scaleScope: ScaleScope;
  readonly filling: Filling | null;
  /** Networks of the table that have been loaded, by id. */
  readonly networks: Readonly<Record<string, NetworkInfo>>;
  /** Milliseconds a map took lately, by what was drawn; see `table-estimate`. */
  readonly paces: Readonly<Record<string, readonly number[]>>;
  /** True once the table has been given its first photo and column. */
  readonly begun: boolean;
}

/** The comparison table: it lives here, so that it survives leaving its tab. */
export const compareStore = createStore<CompareState>(() => ({
  rows: [],
  columns: [],
  cells: {},
  explained: 'first',
  scaleScope: 'map',
  filling: null,
  networks: {},
  paces: {},
  begun: false,
}));

export function cellId(row: string, column: string): string {
  return `${row} ${column}`;
}

/** Puts a cell's state; null makes it wait again. A cell whose row or column is gone is left out. */
export function setCell(row: string, column: string, state: CellState | null): void {
  const { rows, columns, cells } = compareStore.getState();
  if (!rows.some(({ id }) => id === row) || !columns.some(({ id }) => id === column)) return;
  const id = cellId(row, column);
  if (state) compareStore.setState({ cells: { ...cells, [id]: state } });
  else compareStore.setState({ cells: without(cells, (other) => other === id) });
}

export function patchRow(id: string, patch: Partial<TableRow>): void {
  compareStore.setState(({ rows }) => ({
    rows: rows.map((row) => (row.id === id ? { ...row, ...patch } : row)),
  }));
}

/** The cells whose ids are not among the dropped ones. */
export function without(cells: CompareState['cells'], drop: (id: string) => boolean): CompareState['cells'] {
  return Object.fromEntries(Object.entries(cells).filter(([id]) => !drop(id)));
}

/** Drops what has been made of the rows' photos, for settings that make other pixels of them. */
export function forgetInputs(): void {
  compareStore.setState(({ rows }) => ({ rows: rows.map((row) => ({ ...row, inputs: {} })) }));
}
