import { LabError } from '../../../core/records/lab-error';
import type { Figure, FigureCell } from '../../../export/figure/figure';
import { FIGURE } from '../../../export/figure/figure-drawing';
import { figurePng } from '../../../export/figure/figure-png';
import { toDataUrl } from '../../../export/picture-png';
import { phrase, say } from '../../../words/say';
import { isDrawn, type ReportCell, type SheetProgress, type SheetReport } from './sheet-report';

/**
 * A sheet as one captioned picture, which carries the recipe of its first run and brings the whole sheet's settings back.
 * @throws LabError `image-too-large` where it would be larger than browsers draw, `unsupported-image` where nothing is drawn.
 */
export async function sheetPng(report: SheetReport, onProgress?: SheetProgress): Promise<Blob> {
  const [first] = report.cells.flat().filter(isDrawn);
  if (!first)
    throw new LabError(
      'unsupported-image',
      phrase('There is no picture to save yet.'),
      phrase('Draw the sheet first.'),
    );
  const input = await first.input();
  const record = {
    ...{ recipe: first.recipe, picture: 'sheet' as const, view: report.view, scale: 1 },
    ...(input ? { input: await toDataUrl(input) } : {}),
  };
  return figurePng(sheetFigure(report), record, onProgress);
}

function sheetFigure({ title, rows, columns, cells, notes }: SheetReport): Figure {
  return {
    ...{ title, notes },
    columns: columns.titles.map((head) => [head]),
    rowTitles: rows.titles,
    rows: cells.map((row) =>
      row.map((cell): FigureCell =>
        isDrawn(cell)
          ? { picture: () => cell.picture(), words: cell.caption, over: markCell(cell) }
          : { picture: () => null, words: ['', cell ? say('failed') : say('not drawn')] },
      ),
    ),
  };
}

/** Draws a cell's marks over its picture. */
function markCell({ marks }: ReportCell): NonNullable<FigureCell['over']> {
  return (context, { x, y, side }) => {
    if (marks.beyondStability) drawCorner(context, x, y, side);
    if (marks.diverged) drawFrame(context, x, y, side);
  };
}

/** The right upper corner, turned down. */
function drawCorner(context: OffscreenCanvasRenderingContext2D, x: number, y: number, side: number): void {
  const size = Math.max(12, side / 8);
  context.fillStyle = FIGURE.wrong;
  context.strokeStyle = FIGURE.paper;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x + side - size, y);
  context.lineTo(x + side, y);
  context.lineTo(x + side, y + size);
  context.closePath();
  context.fill();
  context.stroke();
}

function drawFrame(context: OffscreenCanvasRenderingContext2D, x: number, y: number, side: number): void {
  // On noise a line is seen by the white beneath it.
  context.strokeStyle = FIGURE.paper;
  context.lineWidth = 6;
  context.strokeRect(x + 3, y + 3, side - 6, side - 6);
  context.strokeStyle = FIGURE.wrong;
  context.lineWidth = 3;
  context.setLineDash([8, 5]);
  context.strokeRect(x + 3, y + 3, side - 6, side - 6);
  context.setLineDash([]);
}
