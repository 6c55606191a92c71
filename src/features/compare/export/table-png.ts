import type { Figure, FigureCell } from '../../../export/figure/figure';
import { figurePng } from '../../../export/figure/figure-png';
import type { ReportProgress, TableReport } from './table-report';
import { say } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';

/**
 * A table as one captioned picture: column heads, photo names, each map's class with its numbers, and the notes.
 * @throws LabError `image-too-large` where it would be larger than browsers draw.
 */
export function tablePng(report: TableReport, onProgress?: ReportProgress): Promise<Blob> {
  return figurePng(tableFigure(report), null, onProgress);
}

function tableFigure({ title, columns, rows, notes }: TableReport): Figure {
  return {
    ...{ title, notes },
    columns: [
      [say('Original')],
      ...columns.map(({ network, method, detail }) => [network, method, detail ?? '']),
    ],
    rows: rows.map((row) => [
      { picture: () => row.original(), words: [shownPhoto(row.name)] },
      ...row.cells.map((cell): FigureCell =>
        cell
          ? { picture: () => cell.map(), words: cell.caption }
          : { picture: () => null, words: ['', say('not drawn')] },
      ),
    ]),
  };
}
