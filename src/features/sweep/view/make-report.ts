import { joined, slug } from '../../../export/file-name';
import { paramWords } from '../../../export/recipe-words';
import type { ParamValues } from '../../../methods/catalog/params';
import { viewFields } from '../../../page/settings/view-tables';
import { formulaLine } from '../../../panels/map/formula-line';
import { isDrawn, type ReportCell, type ReportFailure, type SheetReport } from '../export/sheet-report';
import { inputOf, pictureOf } from '../store/drawn-cell';
import { type Sheet, sheetNow } from '../store/sheet';
import type { CellState, DrawnCell, Sweep } from '../store/sweep-store';
import { BEYOND, cellCaption, DIVERGED } from './sweep-words';
import { cellStates } from './use-sheet';
import { say, sayPhrase } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';

/** The sheet as it is now, with every word an export prints; null where there is none. */
export function makeReport(sweep: Sweep): SheetReport | null {
  const now = sheetNow(sweep);
  if (!('sheet' in now)) return null;
  const { sheet } = now;
  const states = cellStates(sweep, now);
  const across = sheet.columns?.titles ?? [''];
  const cells = sheet.rows.titles.map((_, row) =>
    across.map((__, column) => reportCell(states[row * across.length + column])),
  );
  const rowTitle = sheet.rows.choice.title;
  const columnTitle = sheet.columns?.choice.title ?? '';
  const drawn = cells.flat().filter(isDrawn);
  const by =
    columnTitle === '' ? rowTitle : say('{rows} by {columns}', { rows: rowTitle, columns: columnTitle });
  return {
    title: say('{method}: {sides}', { method: sheet.plan.method.title, sides: by }),
    rows: { title: rowTitle, titles: sheet.rows.titles },
    columns: { title: columnTitle, titles: across },
    cells,
    notes: notesOf(sheet, drawn, [rowTitle, columnTitle]),
    view: {
      id: sweep.table.id,
      params: { ...(viewFields(sweep.table)(sweep.store.getState()) as ParamValues) },
    },
    fileName: `sweep-${joined([slug(sheet.rows.key), slug(sheet.columns?.key ?? ''), drawn[0]?.className])}`,
  };
}

/** What an export says below the sheet: formula, class, network, what all pictures share, and its marks. */
function notesOf(
  { plan, rows, columns }: Sheet,
  drawn: readonly ReportCell[],
  swept: readonly string[],
): readonly string[] {
  const [first] = drawn;
  if (!first) return [];
  const { method } = plan;
  const isSwept = (key: string): boolean => rows.key === key || columns?.key === key;
  const each = (of: (cell: ReportCell) => string): string => [...new Set(drawn.map(of))].join(', ');
  const shared = Object.fromEntries(Object.entries(method.params).filter(([key]) => !isSwept(key)));
  const words = paramWords({ ...method, params: shared }, first.recipe.params);
  const seeds =
    plan.seeds === 'varied' && !isSwept('seed')
      ? say('seeds from {seed} on', { seed: plan.seed })
      : say('seed {seed}', { seed: each(({ recipe }) => String(recipe.seed)) });
  return [
    formulaLine(method, first.recipe.params),
    say('Class: {classes}; network: {networks}; {seeds}', {
      classes: each(({ className }) => shownClass(className)),
      networks: each(({ network, recipe }) =>
        say('{network} (weights {weights})', { network, weights: (recipe.weights ?? '–').slice(0, 12) }),
      ),
      seeds,
    }),
    isSwept('preset')
      ? say('All other numbers are each preset’s own.')
      : say('All share: {words}.', { words: words.join(' · ') }),
    ...(drawn.some(({ marks }) => marks.beyondStability) ? [sayPhrase(BEYOND)] : []),
    ...(drawn.some(({ marks }) => marks.diverged) ? [sayPhrase(DIVERGED)] : []),
    say(
      'Below each picture: the probability of its class, and its logit or what it is read as instead, of the 8-bit picture shown. Swept: {sides}.',
      { sides: swept.filter(Boolean).join(', ') },
    ),
  ];
}

function reportCell(state: CellState | undefined): ReportCell | ReportFailure | null {
  if (!state) return null;
  return state.status === 'failed' ? { error: state.error } : drawnReport(state.drawn);
}

function drawnReport(drawn: DrawnCell): ReportCell {
  const { result, network, target, rival, marks, ms } = drawn;
  return {
    recipe: result.recipe,
    network,
    className: target,
    rival,
    marks,
    scalars: result.scalars,
    steps: result.steps,
    milliseconds: ms,
    caption: cellCaption(drawn),
    picture: () => pictureOf(drawn),
    input: () => inputOf(drawn),
  };
}
