import { isAbort } from '../../../core/records/abort';
import { rivalOf } from '../../../core/statistics/answers';
import type { NetworkInfo, RunResult } from '../../../engine/protocol/protocol';
import { LabError } from '../../../core/records/lab-error';
import { asLabError } from '../../../page/as-lab-error';
import { holdPage } from '../../../page/visit/leaving';
import { lab } from '../../../page/lab';
import { drawMap, type MapRequest } from '../../../page/run/draw-map';
import { decodingInUse } from '../../../page/photo/decode-photo';
import { settingsStore } from '../../../page/settings/settings-store';
import { cellKey, explainedClass } from './cell-request';
import {
  cellId,
  compareStore,
  setCell,
  type CellResult,
  type CellState,
  type RowClass,
  type TableColumn,
} from './compare-store';
import { columnParams } from './edit-table';
import { openRow } from './open-row';
import { packMap } from './packed-map';
import { cellsToFill, rememberPace } from './table-estimate';

/** What fills a table; a test brings its own. */
export interface FillTools {
  load(id: string, signal: AbortSignal): Promise<NetworkInfo>;
  openRow: typeof openRow;
  drawMap: typeof drawMap;
  now(): number;
}

const PAGE: FillTools = {
  load: (id, signal) => lab.load({ id }, { signal }),
  openRow,
  drawMap,
  now: () => performance.now(),
};

let abort: AbortController | null = null;

/** Stops the filling; every map that is done stays. */
export function cancelFilling(): void {
  abort?.abort();
}

/**
 * Draws every map that is missing or of other settings, row by row, each network loaded once. Rows and columns that
 * come meanwhile are drawn too. A map that fails says so in its cell, and the others go on. Does nothing while a filling
 * is under way; never rejects.
 */
export async function fillTable(tools: FillTools = PAGE): Promise<void> {
  if (abort) return;
  const controller = new AbortController();
  abort = controller;
  const { signal } = controller;
  const begun = tools.now();
  let finished = 0;
  let failed = 0;
  const tell = (phase: 'running' | 'done' | 'cancelled'): void => {
    compareStore.setState({ filling: { phase, finished, failed, ms: tools.now() - begun } });
  };
  tell('running');
  const letGo = holdPage();
  /** A cell is tried once per filling and question. */
  const tried = new Set<string>();
  try {
    for (;;) {
      const next = cellsToFill().find(({ row, column }) => !tried.has(attempt(row, column)));
      if (!next || signal.aborted) break;
      tried.add(attempt(next.row, next.column));
      const ok = await fillCell(next.row, next.column, tools, signal);
      if (ok === null) break;
      finished += 1;
      if (!ok) failed += 1;
      tell('running');
    }
  } finally {
    abort = null;
    letGo();
    tell(signal.aborted ? 'cancelled' : 'done');
  }
}

const attempt = (row: string, column: TableColumn): string =>
  `${row} ${column.id} ${cellKey(column, ownClassOf(row))}`;

function ownClassOf(row: string): RowClass | null {
  return compareStore.getState().rows.find(({ id }) => id === row)?.ownClass ?? null;
}

/** Draws one cell. True where it worked, false where it failed, null where it was cancelled. */
async function fillCell(
  row: string,
  column: TableColumn,
  tools: FillTools,
  signal: AbortSignal,
): Promise<boolean | null> {
  const before = compareStore.getState().cells[cellId(row, column.id)] ?? null;
  setCell(row, column.id, { status: 'running', step: 0, steps: 0 });
  try {
    const info = await tools.load(column.network, signal);
    signal.throwIfAborted();
    compareStore.setState(({ networks }) => ({ networks: { ...networks, [info.id]: info } }));
    const begun = tools.now();
    const key = cellKey(column, ownClassOf(row));
    const { request, name } = await requestFor(row, column, info, tools);
    const result = await tools.drawMap(
      { ...request, imageName: name },
      {
        signal,
        onFrame: ({ step, steps }) => {
          setCell(row, column.id, { status: 'running', step, steps });
        },
      },
    );
    const ms = tools.now() - begun;
    setCell(row, column.id, { status: 'done', result: cellResult(result, key, info, ms) });
    rememberPace(column, ms);
    return true;
  } catch (thrown) {
    if (isAbort(thrown) || signal.aborted) {
      const kept: CellState = before?.status === 'done' ? before : { status: 'cancelled' };
      setCell(row, column.id, kept);
      return null;
    }
    setCell(row, column.id, { status: 'failed', error: asLabError(thrown) });
    return false;
  }
}

async function requestFor(
  row: string,
  column: TableColumn,
  info: NetworkInfo,
  tools: FillTools,
): Promise<{ readonly request: MapRequest; readonly name: string }> {
  const { seed, fit } = settingsStore.getState();
  const target = explainedClass(info, ownClassOf(row));
  const image = await tools.openRow(row, info.size, fit);
  const name = compareStore.getState().rows.find(({ id }) => id === row)?.name ?? '';
  const params = columnParams(column);
  return {
    request: {
      network: info.id,
      method: column.method,
      image,
      target,
      params,
      seed,
      fit,
      decoding: decodingInUse(),
    },
    name,
  };
}

const TOP = 5;

function cellResult(result: RunResult, key: string, info: NetworkInfo, ms: number): CellResult {
  const { kind, recipe, top, logits, probabilities, scalars } = result;
  const map = packMap(result);
  if (!map) {
    throw new LabError('bad-parameter', 'This method drew no map.', 'Choose another method for this column.');
  }
  const index = recipe.target;
  const rival = rivalOf(logits, index, kind);
  return {
    key,
    recipe,
    map,
    target: { index, name: info.classes[index]?.name ?? recipe.targetName ?? `class ${index}` },
    logit: logits[index] ?? Number.NaN,
    probability: probabilities[index] ?? Number.NaN,
    top: top.slice(0, TOP),
    rival: top.find((entry) => entry.index === rival) ?? null,
    empty: Boolean(scalars['zeroGradient'] ?? scalars['noEvidence'] ?? 0),
    ms,
  };
}
