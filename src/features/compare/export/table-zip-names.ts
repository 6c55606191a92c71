import { joined, slug, stemOf } from '../../../export/file-name';
import { numbered, type TableReport } from './table-report';

/** Where a cell's map lies in the ZIP: `maps/01-golf-ball-squeezenet-gradient-saliency-c1.png`. */
export function mapFileName(report: TableReport, row: number, column: number): string {
  const heading = report.columns[column];
  return `maps/${rowStem(report, row)}-${joined([heading?.network, heading?.key, `c${column + 1}`])}.png`;
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
  const name = slug(stemOf(rows[row]?.name ?? '')) || 'picture';
  return `${numbered(row, rows.length)}-${name}`;
}
