import { FIGURE, figureContext, paintPicture } from '../../../export/figure';
import { fitLine, type MeasureText, wrapLines } from '../../../export/fit-text';
import { carrying, toDataUrl } from '../../../export/picture-png';
import { LabError } from '../../../core/records/lab-error';
import { phrase, say } from '../../../words/say';
import { type SheetLayout, sheetLayout } from './sheet-layout';
import { isDrawn, type ReportCell, type SheetProgress, type SheetReport } from './sheet-report';

const WHAT = phrase('the sheet');

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
  const scratch = figureContext(new OffscreenCanvas(1, 1), WHAT);
  const measure =
    (font: string): MeasureText =>
    (text) => {
      scratch.font = font;
      return scratch.measureText(text).width;
    };
  const { rows, columns } = report;
  const stub = Math.max(...rows.titles.map(measure(FIGURE.bold)));
  const [down, across] = [rows.titles.length, columns.titles.length];
  const room = sheetLayout(down, across, stub, report.notes.length).width - 48;
  const notes = report.notes.flatMap((note) => wrapLines(note, room, measure(FIGURE.plain)));
  const layout = sheetLayout(down, across, stub, notes.length);
  const { side, width, height, margin, head, line } = layout;
  const canvas = new OffscreenCanvas(width, height);
  const context = figureContext(canvas, WHAT);
  const write = (text: string, x: number, y: number, within: number, font: string, ink: string): void => {
    context.font = font;
    context.fillStyle = ink;
    context.fillText(fitLine(text, within, measure(font)), x, y);
  };
  context.fillStyle = FIGURE.paper;
  context.fillRect(0, 0, width, height);
  write(report.title, margin, margin + 14, width - 2 * margin, FIGURE.title, FIGURE.ink);
  columns.titles.forEach((title, column) => {
    write(title, layout.place(0, column).x, head - 10, side, FIGURE.bold, FIGURE.ink);
  });
  for (const [row, cells] of report.cells.entries()) {
    const { y } = layout.place(row, 0);
    write(rows.titles[row] ?? '', margin, y + side / 2, layout.stub - layout.gap, FIGURE.bold, FIGURE.ink);
    for (const [column, cell] of cells.entries()) {
      const at = layout.place(row, column);
      if (isDrawn(cell)) await drawCell(context, layout, cell, at, write);
      else write(cell ? say('failed') : say('not drawn'), at.x, at.y + 17, side, FIGURE.plain, FIGURE.quiet);
    }
    onProgress?.((row + 1) / down);
  }
  const foot = layout.place(down, 0).y + line;
  notes.forEach((note, index) => {
    write(note, margin, foot + index * line, width - 2 * margin, FIGURE.plain, FIGURE.quiet);
  });
  const input = await first.input();
  return carrying(await canvas.convertToBlob({ type: 'image/png' }), {
    recipe: first.recipe,
    picture: 'sheet',
    view: report.view,
    scale: 1,
    ...(input ? { input: await toDataUrl(input) } : {}),
  });
}

type Write = (text: string, x: number, y: number, within: number, font: string, ink: string) => void;

/** A picture with its numbers below it, and its marks on it. */
async function drawCell(
  context: OffscreenCanvasRenderingContext2D,
  { side, caption }: SheetLayout,
  cell: ReportCell,
  { x, y }: { readonly x: number; readonly y: number },
  write: Write,
): Promise<void> {
  paintPicture(context, await cell.picture(), { x, y, side });
  const { beyondStability, diverged } = cell.marks;
  if (beyondStability) drawCorner(context, x, y, side);
  if (diverged) drawFrame(context, x, y, side);
  if (caption === 0) return;
  write(cell.caption[0], x, y + side + 16, side, FIGURE.bold, FIGURE.ink);
  write(cell.caption[1], x, y + side + 32, side, FIGURE.plain, FIGURE.quiet);
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
