import { viewFields } from '../../../page/settings/view-tables';
import { shelveWork } from '../../../page/shelf/shelve-work';
import { phrase } from '../../../words/say';
import { cellKey } from './cell-request';
import { pictureOf } from './drawn-cell';
import type { Sheet } from './sheet';
import type { CellState, Sweep } from './sweep-store';

/** A picture of a sheet, by its place. */
export interface KeptCell {
  readonly row: number;
  readonly column: number;
  readonly state: CellState;
}

/** Puts a contact sheet onto the shelf, as far as it is drawn. */
export function shelveSheet(sweep: Sweep, sheet: Sheet, isStopped: boolean): void {
  keepSheet(sweep, sheet, isStopped).catch(() => undefined);
}

async function keepSheet(sweep: Sweep, sheet: Sheet, isStopped: boolean): Promise<void> {
  const { cells, infos } = sweep.store.getState();
  const kept = sheet.cells.flatMap((cell): KeptCell[] => {
    const state = cells[cellKey(sweep, sheet, cell)];
    return state ? [{ row: cell.row, column: cell.column, state }] : [];
  });
  const drawn = kept.flatMap(({ state }) => (state.status === 'done' ? [state.drawn] : []));
  const [first] = drawn;
  if (!first) return;
  const { recipe } = first.result;
  const { rows, columns } = sheet.plan;
  shelveWork({
    exercise: sweep.exercise,
    view: sweep.table.id,
    what: ['sweep', rows, columns],
    state: { cells: kept, infos, params: viewFields(sweep.table)(sweep.store.getState()) },
    recipe: { ...recipe, seed: sheet.plan.seed },
    phase: isStopped ? 'stopped' : 'done',
    runs: drawn.length,
    verdict: phrase('Contact sheet: {count, plural, one {# picture} other {# pictures}}', {
      count: drawn.length,
    }),
    picture: await pictureOf(first),
    input: null,
    holdsOthers: first.input !== null,
  });
}
