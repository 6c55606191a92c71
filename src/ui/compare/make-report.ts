import { COLOUR_MAPS } from '../../core/colour-maps';
import {
  type ReportCell,
  type ReportColumn,
  type ReportRow,
  type TableReport,
} from '../../export/table/table-report';
import { cellKey, settingsClass } from '../../stores/compare/cell-request';
import {
  cellId,
  compareStore,
  type CellResult,
  type TableColumn,
  type TableRow,
} from '../../stores/compare/compare-store';
import { originalOfRow, pictureOfCell } from '../../stores/compare/drawn-map';
import { columnParams } from '../../stores/compare/edit-table';
import { measureScales, scalesStore, sharedScale } from '../../stores/compare/shared-scale';
import { networkStore } from '../../stores/network-store';
import { readingOf } from '../../stores/reading';
import { settingsStore } from '../../stores/settings-store';
import { fitWords } from '../fit-words';
import { formulaLine } from '../formula-line';
import { count, short } from '../numbers';
import { readingWords } from '../saliency/map-words';
import { cellCaption, columnDetail, methodInfo, networkTitle, photoTitle } from './table-words';

/** The table as it is now, with every word an export prints. Maps and photos are made as they are asked for. */
export async function makeReport(size: readonly [number, number]): Promise<TableReport> {
  const { rows, columns, scaleScope } = compareStore.getState();
  const settings = settingsStore.getState();
  const reading = readingOf(settings);
  if (scaleScope !== 'map') await measureScales(reading);
  const titles = networkStore.getState().rows;
  const scaleOfColumn = (id: string): number | undefined =>
    sharedScale(scalesStore.getState(), scaleScope, id, reading) ?? undefined;

  const reportColumns = columns.map((column): ReportColumn => {
    const scale = scaleOfColumn(column.id);
    return {
      network: networkTitle(column.network, titles),
      method: columnDetail(column),
      ...(scale !== undefined && scaleScope === 'column' ? { detail: `full scale ${short(scale)}` } : {}),
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
      caption: reportCaption(result, column),
      alt: `Saliency map of ${photoTitle(row.name)} by ${network}, ${columnDetail(column)}, for ${result.target.name}`,
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
    title: `Saliency maps of ${count(rows.length, 'photo')} by ${count(new Set(columns.map(({ network }) => network)).size, 'network')}`,
    columns: reportColumns,
    rows: reportRows,
    notes: reportNotes(columns, size),
  };
}

function reportCaption(result: CellResult, column: TableColumn): readonly [string, string] {
  const [first, second] = cellCaption(result);
  return [first, result.key === cellKey(column) ? second : `${second} · other settings`];
}

/** What the maps are and how they are read: everything that would make the table again, save the photos. */
function reportNotes(columns: readonly TableColumn[], size: readonly [number, number]): readonly string[] {
  const { explained, scaleScope } = compareStore.getState();
  const settings = settingsStore.getState();
  const { networks } = compareStore.getState();
  const formulas = columns.map((column) => {
    const method = methodInfo(column.method);
    return `${columnDetail(column)}: ${formulaLine(method, columnParams(column), settings)}`;
  });
  const readings = columns.map(({ method }) => readingWords(methodInfo(method), settings));
  const colours = settings.signed
    ? 'blue (lowers) to red (raises)'
    : COLOUR_MAPS.find(({ id }) => id === settings.colourMap)?.title;
  const ids = [...new Set(columns.map(({ network }) => network))];
  const scale =
    settings.keptScale !== null
      ? `${short(settings.keptScale)} at full scale in every map`
      : {
          map: 'each map has its own full scale',
          column: 'the maps of a column share their full scale',
          table: `all maps share one full scale, ${short(scalesStore.getState().table)}`,
        }[scaleScope];
  return [
    ...new Set(formulas),
    `Read: ${[...new Set(readings)].join('; ')}; colours ${colours ?? settings.colourMap}; ${scale}.`,
    explained === 'first'
      ? 'Each map explains the class that its network finds most likely. Probabilities are softmax over all of a network’s classes.'
      : `Each map explains “${settingsClass()}”. Probabilities are softmax over all of a network’s classes.`,
    `${ids.map((id) => `${networkTitle(id, networkStore.getState().rows)}${networks[id] ? ` (weights ${networks[id].weightsHash.slice(0, 12)})` : ''}`).join(', ')}; seed ${settings.seed}; photos fitted as ${fitWords(settings.fit, size).code}.`,
  ];
}

/** `saliency-table-7x2`, with the ending. */
export function tableFileName({ rows, columns }: TableReport, ending: string): string {
  return `saliency-table-${rows.length}x${columns.length}.${ending}`;
}
