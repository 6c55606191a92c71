import { createLatest } from '../../../core/records/latest';
import { lab } from '../../../page/lab';
import { drawMap } from '../../../page/run/draw-map';
import { onTheWay } from '../../../page/shelf/on-the-way';
import { holdPage } from '../../../page/visit/leaving';
import { cellKey } from './cell-request';
import { drawCell, type SheetTools, type Todo } from './draw-cell';
import { fitPhotoTo } from './fit-photo';
import { type Sheet, sheetNow } from './sheet';
import { forgetFailed, type RunningCell, type Sweep } from './sweep-store';
import { shelveSheet } from './shelve-sheet';
import { createPaces } from './time-left';

const PAGE: SheetTools = {
  load: (id, signal) => lab().load({ id }, { signal }),
  fitPhoto: fitPhotoTo,
  run: drawMap,
  now: () => performance.now(),
};

const sweeps = { fooling: createLatest(), visualization: createLatest() };

/** Stops a sweep; every picture that is done stays, and the next one goes on from there. */
export function cancelSweep({ exercise }: Sweep): void {
  sweeps[exercise].cancel();
}

/** The cells of the sheet that hold nothing yet of what is asked for now, row by row. */
export function cellsToDraw(sweep: Sweep): readonly Todo[] {
  const now = sheetNow(sweep);
  if (!('sheet' in now)) return [];
  const { sheet } = now;
  const { cells } = sweep.store.getState();
  return sheet.cells
    .filter((cell) => cells[cellKey(sweep, sheet, cell)] === undefined)
    .map((cell) => ({ sheet, cell }));
}

/** What the cells of the sheet are known by, in their order. */
export function keysOnSheet(sweep: Sweep, sheet: Sheet): readonly string[] {
  return sheet.cells.map((cell) => cellKey(sweep, sheet, cell));
}

/**
 * Draws every picture of the sheet that is not there yet, one after the other. One that fails says why in its place, and the
 * others go on. Does nothing while a sweep is under way; never rejects.
 */
export async function drawSheet(sweep: Sweep, tools: SheetTools = PAGE): Promise<void> {
  const { store } = sweep;
  if (store.getState().sweeping?.phase === 'running') return;
  const first = sheetNow(sweep);
  if ('sheet' in first) forgetFailed(sweep, new Set(keysOnSheet(sweep, first.sheet)));
  const signal = sweeps[sweep.exercise].begin();
  const begun = tools.now();
  const paces = createPaces();
  let [finished, failed] = [0, 0];
  const tell = (phase: 'running' | 'done' | 'cancelled', now: RunningCell | null = null): void => {
    const left = phase === 'running' ? paces.left(cellsToDraw(sweep), now) : null;
    store.setState({ sweeping: { phase, finished, failed, now, left, ms: tools.now() - begun } });
  };
  tell('running');
  const keep = onTheWay(() => {
    if ('sheet' in first) shelveSheet(sweep, first.sheet, true);
  });
  const letGo = holdPage();
  try {
    for (;;) {
      const [next] = cellsToDraw(sweep);
      if (!next || signal.aborted) break;
      const cell = await drawCell(sweep, next, { tools, signal, paces, tell: (now) => tell('running', now) });
      if (cell === null) break;
      finished += 1;
      if (cell.status === 'failed') failed += 1;
      tell('running');
      keep(finished);
    }
  } finally {
    letGo();
    tell(signal.aborted ? 'cancelled' : 'done');
    if ('sheet' in first && finished > 0) shelveSheet(sweep, first.sheet, signal.aborted);
  }
}
