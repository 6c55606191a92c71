import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { LabErrorData } from '../../../core/records/lab-error';
import type { NetworkInfo, RunResult } from '../../../engine/protocol/protocol';
import { viewDefaults, type ViewTable } from '../../../page/settings/view-tables';
import type { SweepMarks } from '../../../sweep/sweep-marks';
import { type SweepParams, sweepTable } from './sweep-params';

/** What is kept of a run: its numbers here, its pictures outside the tab's own memory. */
export interface DrawnCell {
  readonly result: Omit<RunResult, 'pixels' | 'input'>;
  /** RGBA bytes. */
  readonly pixels: Blob;
  /** RGBA bytes of the picture that it set out from, where one was given. */
  readonly input: Blob | null;
  /** Title of the network, and the name of the class in it. */
  readonly network: string;
  readonly target: string;
  /** The strongest other class, where there is one. */
  readonly rival: string | null;
  readonly marks: SweepMarks;
  readonly ms: number;
}

export type CellState =
  | { readonly status: 'done'; readonly drawn: DrawnCell }
  | { readonly status: 'failed'; readonly error: LabErrorData };

/** The run under way, by its place on the sheet. */
export interface RunningCell {
  readonly row: number;
  readonly column: number;
  readonly step: number;
  readonly steps: number;
  /** How it looks so far. */
  readonly picture: PixelImage | null;
}

/** A sweep under way, or the last one. */
export interface Sweeping {
  readonly phase: 'running' | 'done' | 'cancelled';
  /** Pictures made by it, or tried in vain. */
  readonly finished: number;
  readonly failed: number;
  readonly now: RunningCell | null;
  /** Milliseconds left; null while unknown. */
  readonly left: number | null;
  readonly ms: number;
}

export interface SweepState extends SweepParams {
  /** By what was asked for (`placeKey`), so that a picture asked for again is there. */
  readonly cells: Readonly<Record<string, CellState>>;
  /** Networks that have been loaded for a sheet, by id. */
  readonly infos: Readonly<Record<string, NetworkInfo>>;
  readonly sweeping: Sweeping | null;
}

/** An exercise's contact sheet. */
export interface Sweep {
  readonly exercise: 'fooling' | 'visualization';
  readonly table: ViewTable<SweepParams>;
  readonly store: StoreApi<SweepState>;
}

/** An exercise's sheet: it lives in its store, so that it survives leaving its tab. `id` is its view's. */
export function createSweep(exercise: Sweep['exercise'], id: string): Sweep {
  const table = sweepTable(exercise, id);
  const store = createStore<SweepState>(() => ({
    ...viewDefaults(table),
    cells: {},
    infos: {},
    sweeping: null,
  }));
  return { exercise, table, store };
}

/** Pictures that are kept beside those of the sheet on screen. */
const MOST_OTHERS = 200;

/** Puts a cell's state. The oldest of those on no sheet (`onSheet`) go where there are too many. */
export function putCell({ store }: Sweep, key: string, cell: CellState, onSheet: ReadonlySet<string>): void {
  store.setState(({ cells }) => {
    const kept = Object.entries(cells).filter(([other]) => other !== key);
    const others = kept.filter(([other]) => !onSheet.has(other)).map(([other]) => other);
    const gone = new Set(others.slice(0, Math.max(0, others.length - MOST_OTHERS)));
    return { cells: Object.fromEntries([...kept.filter(([other]) => !gone.has(other)), [key, cell]]) };
  });
}

/** Has the failed ones among some cells wait again. */
export function forgetFailed({ store }: Sweep, keys: ReadonlySet<string>): void {
  store.setState(({ cells }) => ({
    cells: Object.fromEntries(
      Object.entries(cells).filter(([key, { status }]) => status !== 'failed' || !keys.has(key)),
    ),
  }));
}
