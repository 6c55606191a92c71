import { createStore } from 'zustand/vanilla';
import { createLatest } from '../../../core/records/latest';
import { scaleOf, type MapReading } from '../../../canvas/attribution-picture';
import { cellId, compareStore, type CellResult, type CompareState, type ScaleScope } from './compare-store';
import { frameOfCell } from './drawn-map';

/** Values at full scale that maps share: the largest of their own ones under one reading. */
export interface SharedScales {
  /** The reading they hold for. */
  readonly key: string;
  readonly byColumn: Readonly<Record<string, number>>;
  readonly table: number;
}

export const scalesStore = createStore<SharedScales>(() => ({ key: '', byColumn: {}, table: 0 }));

/** The part of a reading that decides the scale; colours and overlay do not. */
export function scaleKey(reading: MapReading): string {
  return JSON.stringify({ ...reading, colourMap: 0, overlay: 0, gamma: 0, mask: 0 });
}

const measured = new WeakMap<CellResult, { readonly key: string; readonly value: number }>();
const measurings = createLatest();

/** Finds what the maps share under a reading, one map at a time; a newer call ends this one. */
export async function measureScales(reading: MapReading): Promise<void> {
  const signal = measurings.begin();
  const key = scaleKey(reading);
  const byColumn: Record<string, number> = {};
  let table = 0;
  for (const { row, column, result } of doneCells(compareStore.getState())) {
    let known = measured.get(result);
    if (known?.key !== key) {
      known = { key, value: scaleOf(await frameOfCell(row, result), reading) };
      measured.set(result, known);
      if (signal.aborted) return;
    }
    byColumn[column] = Math.max(byColumn[column] ?? 0, known.value);
    table = Math.max(table, known.value);
  }
  scalesStore.setState({ key, byColumn, table });
}

/**
 * The shared value for a column's maps; undefined where each map has its own, or the settings keep one for all; null while
 * it is not known yet.
 */
export function sharedScale(
  { key, byColumn, table }: SharedScales,
  scope: ScaleScope,
  column: string,
  reading: MapReading,
): number | undefined | null {
  if (scope === 'map' || reading.keptScale !== null) return undefined;
  if (key !== scaleKey(reading)) return null;
  return (scope === 'table' ? table : byColumn[column]) ?? null;
}

function doneCells({ rows, columns, cells }: CompareState) {
  return rows.flatMap(({ id: row }) =>
    columns.flatMap(({ id: column }) => {
      const cell = cells[cellId(row, column)];
      return cell?.status === 'done' ? [{ row, column, result: cell.result }] : [];
    }),
  );
}
