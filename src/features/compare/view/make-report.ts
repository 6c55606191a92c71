import type { AnswerKind } from '../../../core/statistics/answers';
import { COLOUR_MAPS } from '../../../core/maps/colour-maps';
import { type ReportCell, type ReportColumn, type ReportRow, type TableReport } from '../export/table-report';
import { paramWords } from '../../../export/recipe-words';
import { isCellCurrent, settingsClass } from '../store/cell-request';
import {
  cellId,
  compareStore,
  type CellResult,
  type TableColumn,
  type TableRow,
} from '../store/compare-store';
import { originalOfRow, pictureOfCell } from '../store/drawn-map';
import { columnParams } from '../store/edit-table';
import { measureScales, scalesStore, sharedScale } from '../store/shared-scale';
import { networkStore } from '../../../page/network/network-store';
import { mapReadingOf } from '../../../page/run/map-reading';
import { settingsStore } from '../../../page/settings/settings-store';
import { fitWords } from '../../../panels/picture/fit-words';
import { formulaLine } from '../../../panels/map/formula-line';
import { short } from '../../../ui/numbers/numbers';
import { readingWords } from '../../../panels/map/map-words';
import { cellCaption, columnDetail, columnKey, methodInfo, networkTitle, photoTitle } from './table-words';
import { say } from '../../../words/say';
import { sayList } from '../../../words/say-list';

/** The table as it is now, with every word an export prints. Maps and photos are made as they are asked for. */
export async function makeReport(size: readonly [number, number]): Promise<TableReport> {
  const { rows, columns, scaleScope } = compareStore.getState();
  const settings = settingsStore.getState();
  const reading = mapReadingOf(settings);
  if (scaleScope !== 'map') await measureScales(reading);
  const titles = networkStore.getState().rows;
  const scaleOfColumn = (id: string): number | undefined =>
    sharedScale(scalesStore.getState(), scaleScope, id, reading) ?? undefined;

  const reportColumns = columns.map((column): ReportColumn => {
    const scale = scaleOfColumn(column.id);
    return {
      network: networkTitle(column.network, titles),
      method: columnDetail(column),
      key: columnKey(column),
      ...(scale !== undefined && scaleScope === 'column'
        ? { detail: say('full scale {scale}', { scale: short(scale) }) }
        : {}),
    };
  });

  const reportCell = (row: TableRow, column: TableColumn): ReportCell | null => {
    const cell = compareStore.getState().cells[cellId(row.id, column.id)];
    if (cell?.status !== 'done') return null;
    const { result } = cell;
    const network = networkTitle(column.network, titles);
    return {
      className: result.target.name,
      logit: result.logit,
      probability: result.probability,
      top: result.top,
      milliseconds: result.ms,
      recipe: result.recipe,
      caption: reportCaption(result, isCellCurrent(row, column)),
      alt: say('Saliency map of {photo} by {network}, {method}, for {className}', {
        photo: photoTitle(row.name),
        network,
        method: columnDetail(column),
        className: result.target.name,
      }),
      map: () => pictureOfCell(row.id, result, reading, scaleOfColumn(column.id)),
      input: () => originalOfRow(row.id, [result.map.height, result.map.width], result.recipe.fit),
    };
  };

  const reportRows = rows.map((row): ReportRow => ({
    name: row.name,
    original: () => originalOfRow(row.id, size, settings.fit),
    cells: columns.map((column) => reportCell(row, column)),
  }));
  return {
    title: say(
      'Saliency maps of {photos, plural, one {# photo} other {# photos}} by {networks, plural, one {# network} other {# networks}}',
      { photos: rows.length, networks: new Set(columns.map(({ network }) => network)).size },
    ),
    columns: reportColumns,
    rows: reportRows,
    notes: reportNotes(columns, size),
  };
}

/** A cell's two lines; `current` where it is what would be asked for now. */
function reportCaption(result: CellResult, current: boolean): readonly [string, string] {
  const [first, second] = cellCaption(result);
  return [first, current ? second : `${second} · ${say('other settings')}`];
}

/** What the maps are and how they are read: everything that would make the table again, save the photos. */
function reportNotes(columns: readonly TableColumn[], size: readonly [number, number]): readonly string[] {
  const { rows, networks, scaleScope } = compareStore.getState();
  const settings = settingsStore.getState();
  const formulas = columns.map((column) => {
    const method = methodInfo(column.method);
    const params = columnParams(column);
    const numbers = paramWords(method, params).join(' · ');
    const values = { method: columnDetail(column), formula: formulaLine(method, params, settings) };
    return numbers
      ? say('{method}: {formula};  {numbers}', { ...values, numbers })
      : say('{method}: {formula}', values);
  });
  const readings = columns.map(({ method }) => readingWords(methodInfo(method), settings));
  const colours = settings.signed
    ? say('blue (lowers) to red (raises)')
    : COLOUR_MAPS.find(({ id }) => id === settings.colourMap)?.title;
  const ids = [...new Set(columns.map(({ network }) => network))];
  const scale =
    settings.keptScale !== null
      ? say('{scale} at full scale in every map', { scale: short(settings.keptScale) })
      : {
          map: say('each map has its own full scale'),
          column: say('the maps of a column share their full scale'),
          table: say('all maps share one full scale, {scale}', {
            scale: short(scalesStore.getState().table),
          }),
        }[scaleScope];
  return [
    ...new Set(formulas),
    say('Read: {readings}; colours {colours}; {scale}.', {
      readings: sayList([...new Set(readings)]),
      colours: colours ?? settings.colourMap,
      scale,
    }),
    explainedNote(rows),
    probabilityNote(ids.map((id) => networks[id]?.output.kind ?? 'softmax')),
    say('{networks}; seed {seed}; photos fitted as {fit}.', {
      networks: ids
        .map((id) => {
          const network = networkTitle(id, networkStore.getState().rows);
          const hash = networks[id]?.weightsHash.slice(0, 12);
          return hash === undefined ? network : say('{network} (weights {hash})', { network, hash });
        })
        .join(', '),
      seed: settings.seed,
      fit: fitWords(settings.fit, size).code,
    }),
  ];
}

/** Which class the maps explain: the table's rule, and the rows that have a class of their own. */
function explainedNote(rows: readonly TableRow[]): string {
  const own = rows.flatMap(({ name, ownClass }) =>
    ownClass ? [say('{photo} “{className}”', { photo: photoTitle(name), className: ownClass.name })] : [],
  );
  const values = { className: settingsClass().name, photos: own.join(', ') };
  const isFirst = compareStore.getState().explained === 'first';
  if (own.length === 0) {
    return isFirst
      ? say('Each map explains the class that its network finds most likely.')
      : say('Each map explains “{className}”.', values);
  }
  if (own.length === rows.length) {
    return say('These photos are explained for a class of their own: {photos}.', values);
  }
  return isFirst
    ? say(
        'These photos are explained for a class of their own: {photos}; the others explain the class that its network finds most likely.',
        values,
      )
    : say(
        'These photos are explained for a class of their own: {photos}; the others explain “{className}”.',
        values,
      );
}

/** What the table's probabilities are, for networks of these kinds. */
function probabilityNote(kinds: readonly AnswerKind[]): string {
  if (kinds.every((kind) => kind === 'softmax')) {
    return say('Probabilities are softmax over all of a network’s classes.');
  }
  return kinds.includes('softmax')
    ? say(
        'Probabilities are softmax over all of a network’s classes; the sigmoid of the one logit where outputs are labels, or the two sides of one answer.',
      )
    : say('Probabilities are the sigmoid of the one logit.');
}

/** `saliency-table-7x2`, with the ending. */
export function tableFileName({ rows, columns }: TableReport, ending: string): string {
  return `saliency-table-${rows.length}x${columns.length}.${ending}`;
}
