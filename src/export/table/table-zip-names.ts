import { slug } from '../file-name';
import { numbered, type TableReport } from './table-report';

/** Where a cell's map lies in the ZIP: `maps/01-golf-ball-squeezenet-gradient-saliency-c1.png`. */
export function mapFileName(report: TableReport, row: number, column: number): string {
  const heading = report.columns[column];
  const parts = [rowStem(report, row), slug(heading?.network ?? ''), slug(heading?.method ?? '')];
  return `maps/${[...parts, `c${column + 1}`].filter(Boolean).join('-')}.png`;
}

/** Where a row's photo lies, as a network of that input size saw it. */
export function originalFileName(
  report: TableReport,
  row: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  return `originals/${rowStem(report, row)}-${width}x${height}.png`;
}

function rowStem({ rows }: TableReport, row: number): string {
  const name = (rows[row]?.name ?? '').replace(/\.[a-zA-Z0-9]{2,5}$/, '');
  return [numbered(row, rows.length), slug(name)].filter(Boolean).join('-');
}
