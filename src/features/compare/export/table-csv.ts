import { plainName } from '../../../core/records/plain-name';
import type { Recipe } from '../../../core/records/recipe';
import { mapFileName } from './table-zip-names';
import type { TableReport } from './table-report';

const TOP = 5;
/** What a spreadsheet takes for the beginning of a formula, East Asian widths too. */
const FORMULA = /^[=+\-@＝＋－＠]/u;

/**
 * The scores of a table as CSV: one line a map, numbers in full. RFC 4180 (CRLF, quotes doubled) in UTF-8 with a byte
 * order mark, which spreadsheets need to read accents. Texts are plain names, and one that a spreadsheet would run as a
 * formula gets an apostrophe before it. See https://www.rfc-editor.org/rfc/rfc4180
 */
export function tableCsv(report: TableReport): string {
  const tops = Array.from({ length: TOP }, (_, i) => [
    `top${i + 1}`,
    `top${i + 1}_index`,
    `top${i + 1}_probability`,
  ]).flat();
  const head = [
    'photo',
    'network',
    'method',
    'explained_class',
    'explained_index',
    'logit',
    'probability',
    ...tops,
    'milliseconds',
    'seed',
    'parameters',
    'map_file',
  ];
  const lines = report.rows.flatMap(({ name, cells }, row) =>
    cells.flatMap((cell, column) => {
      const heading = report.columns[column];
      if (!cell || !heading) return [];
      const best = Array.from({ length: TOP }, (_, i) => [
        cell.top[i]?.name,
        cell.top[i]?.index,
        cell.top[i]?.probability,
      ]).flat();
      return [
        [
          name,
          heading.network,
          heading.method,
          cell.className,
          cell.recipe.target,
          cell.logit,
          cell.probability,
          ...best,
          Number(cell.milliseconds.toFixed(1)),
          cell.recipe.seed,
          parametersOf(cell.recipe),
          mapFileName(report, row, column),
        ],
      ];
    }),
  );
  return `\uFEFF${[head, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('')}`;
}

/** A map's numbers by their names in the automation API: `samples=25 noise=15`. */
function parametersOf({ params }: Recipe): string {
  return Object.entries(params)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');
}

function field(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const name = plainName(value);
  const text = FORMULA.test(name) ? `'${name}` : name;
  // Where the comma is the decimal sign, spreadsheets part fields at semicolons.
  return /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
