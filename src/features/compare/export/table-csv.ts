import type { Recipe } from '../../../core/records/recipe';
import { csvText } from '../../../export/csv';
import { mapFileName } from './table-zip-names';
import type { TableReport } from './table-report';

const TOP = 5;

/**
 * The scores of a table as CSV: one line a map. Scripts read it, so that headings, the network's own class names and the decimal
 * point are the same whatever the language.
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
          heading.key,
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
  return csvText([head, ...lines]);
}

/** A map's numbers by their names in the automation API: `samples=25 noise=15`. */
function parametersOf({ params }: Recipe): string {
  return Object.entries(params)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');
}
