import { type CsvField, csvText } from '../../../export/csv';
import { cellFileName, isDrawn, type SheetReport } from './sheet-report';
import { sayError } from '../../../core/records/lab-error';

const HEAD = [
  'file',
  'row',
  'column',
  'row_value',
  'column_value',
  'network',
  'class',
  'class_index',
  'seed',
  'steps',
  'logit',
  'probability',
  'rival',
  'rival_probability',
  'objective',
  'length',
  'beyond_stability',
  'diverged',
  'milliseconds',
  'error',
  'parameters',
] as const;

/** The cells of a sheet, drawn or failed, one a line, row by row; places count from 1. What is no number is left empty. */
export function sheetCsv(report: SheetReport): string {
  const lines = report.cells.flatMap((cells, row) =>
    cells.flatMap((cell, column): (readonly CsvField[])[] => {
      if (!cell) return [];
      const values = [report.rows.titles[row], report.columns.titles[column] || undefined];
      const place = [row + 1, column + 1, ...values];
      if (!isDrawn(cell)) {
        return [[undefined, ...place, ...Array<undefined>(14), sayError(cell.error), undefined]];
      }
      const { recipe, scalars, marks } = cell;
      return [
        [
          cellFileName(report, row, column),
          ...place,
          cell.network,
          cell.className,
          recipe.target,
          recipe.seed,
          cell.steps,
          scalars['logit'],
          scalars['probability'],
          cell.rival ?? undefined,
          scalars['rivalProbability'],
          scalars['objective'],
          scalars['l2'],
          Number(marks.beyondStability),
          Number(marks.diverged),
          Math.round(cell.milliseconds),
          undefined,
          Object.entries(recipe.params)
            .map(([key, value]) => `${key}=${String(value)}`)
            .join(' '),
        ],
      ];
    }),
  );
  return csvText([HEAD, ...lines]);
}
