import { isAbort } from '../../../core/records/abort';
import { createLatest } from '../../../core/records/latest';
import { rivalOf } from '../../../core/statistics/answers';
import type { NetworkInfo, RunResult } from '../../../engine/protocol/protocol';
import { LabError } from '../../../core/records/lab-error';
import { asLabError } from '../../../page/as-lab-error';
import { holdPage } from '../../../page/visit/leaving';
import { lab } from '../../../page/lab';
import { onTheWay } from '../../../page/shelf/on-the-way';
import { drawMap } from '../../../page/run/draw-map';
import type { AskedMap, MapRequest } from '../../../page/request/map-request';
import { sameRequest } from '../../../page/request/same-request';
import { cellRequest, knownCellRequest } from './cell-request';
import {
  cellId,
  compareStore,
  setCell,
  type CellResult,
  type CellState,
  type TableColumn,
} from './compare-store';
import { openRow, rowOf } from './open-row';
import { packMap } from './packed-map';
import { shelveTable } from './shelve-table';
import { cellsToFill, rememberPace } from './table-estimate';
import { phrase } from '../../../words/say';

/** What fills a table; a test brings its own. */
export interface FillTools {
  load(id: string, signal: AbortSignal): Promise<NetworkInfo>;
  openRow: typeof openRow;
  drawMap: typeof drawMap;
  now(): number;
}

const PAGE: FillTools = {
  load: (id, signal) => lab().load({ id }, { signal }),
  openRow,
  drawMap,
  now: () => performance.now(),
};

const fillings = createLatest();

/** Stops the filling; every map that is done stays. */
export function cancelFilling(): void {
  fillings.cancel();
}

/**
 * Draws every map that is missing or of other settings, row by row, each network loaded once. Rows and columns that
 * come meanwhile are drawn too. A map that fails says so in its cell, and the others go on. Does nothing while a filling
 * is under way; never rejects.
 */
export async function fillTable(tools: FillTools = PAGE): Promise<void> {
  if (compareStore.getState().filling?.phase === 'running') return;
  const signal = fillings.begin();
  const begun = tools.now();
  let finished = 0;
  let failed = 0;
  const tell = (phase: 'running' | 'done' | 'cancelled'): void => {
    compareStore.setState({ filling: { phase, finished, failed, ms: tools.now() - begun } });
  };
  tell('running');
  const keep = onTheWay(shelveTable);
  const letGo = holdPage();
  /** What each cell was tried with: once a filling, unless it is asked for something else meanwhile. */
  const tried = new Map<string, AskedMap>();
  const isTried = (id: string, asked: AskedMap): boolean => sameRequest(tried.get(id) ?? null, asked);
  try {
    for (;;) {
      const next = cellsToFill().find(
        ({ row, column }) => !isTried(cellId(row, column.id), cellRequest(rowOf(row), column)),
      );
      if (!next || signal.aborted) break;
      tried.set(cellId(next.row, next.column.id), cellRequest(rowOf(next.row), next.column));
      const ok = await fillCell(next.row, next.column, tools, signal);
      if (ok === null) break;
      finished += 1;
      if (!ok) failed += 1;
      tell('running');
      keep(finished);
    }
  } finally {
    letGo();
    tell(signal.aborted ? 'cancelled' : 'done');
    shelveTable();
  }
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
    const made = knownCellRequest(rowOf(row), column, info);
    const image = await tools.openRow(row, info.size, made.fit);
    const result = await tools.drawMap(
      { ...made, image },
      {
        signal,
        onFrame: ({ step, steps }) => {
          setCell(row, column.id, { status: 'running', step, steps });
        },
      },
    );
    const ms = tools.now() - begun;
    setCell(row, column.id, { status: 'done', result: cellResult(result, made, info, ms) });
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

const TOP = 5;

function cellResult(result: RunResult, made: MapRequest, info: NetworkInfo, ms: number): CellResult {
  const { kind, recipe, top, logits, probabilities, scalars } = result;
  const map = packMap(result);
  if (!map) {
    throw new LabError(
      'bad-parameter',
      phrase('This method drew no map.'),
      phrase('Choose another method for this column.'),
    );
  }
  const index = recipe.target;
  const rival = rivalOf(logits, index, kind);
  return {
    made,
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
