import type { PixelImage } from '../../../core/pictures/pixel-image';
import { FIGURE, figureContext, paintPicture } from '../../../export/figure';
import { fitLine, wrapLines, type MeasureText } from '../../../export/fit-text';
import { tableLayout } from './table-layout';
import type { ReportProgress, TableReport } from './table-report';
import { say } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';

/**
 * A table as one captioned picture: column heads, photo names, each map's class with its numbers, and the notes.
 * @throws LabError `image-too-large` where it would be larger than browsers draw.
 */
export async function tablePng(report: TableReport, onProgress?: ReportProgress): Promise<Blob> {
  const scratch = figureContext(new OffscreenCanvas(1, 1), 'the table');
  scratch.font = FIGURE.plain;
  const measure: MeasureText = (text) => scratch.measureText(text).width;
  const { columns, rows } = report;
  const wrapAt = tableLayout(rows.length, columns.length, report.notes.length).width - 48;
  const notes = report.notes.flatMap((note) => wrapLines(note, wrapAt, measure));
  const { side, width, height, margin, gap, head, caption, line } = tableLayout(
    rows.length,
    columns.length,
    notes.length,
  );
  const canvas = new OffscreenCanvas(width, height);
  const context = figureContext(canvas, 'the table');
  const write = (text: string, x: number, y: number, room: number, font: string, ink: string): void => {
    context.font = font;
    context.fillStyle = ink;
    context.fillText(
      fitLine(text, room, (part) => context.measureText(part).width),
      x,
      y,
    );
  };
  const paint = (picture: PixelImage | null, x: number, y: number): void => {
    if (picture) paintPicture(context, picture, { x, y, side });
  };
  const left = (column: number): number => margin + column * (side + gap);

  context.fillStyle = FIGURE.paper;
  context.fillRect(0, 0, width, height);
  write(report.title, margin, margin + 14, width - 2 * margin, FIGURE.title, FIGURE.ink);
  write(say('Original'), left(0), head - 42, side, FIGURE.bold, FIGURE.ink);
  columns.forEach(({ network, method, detail }, index) => {
    write(network, left(index + 1), head - 42, side, FIGURE.bold, FIGURE.ink);
    write(method, left(index + 1), head - 26, side, FIGURE.plain, FIGURE.quiet);
    write(detail ?? '', left(index + 1), head - 11, side, FIGURE.plain, FIGURE.quiet);
  });
  for (const [index, row] of rows.entries()) {
    const top = head + index * (side + caption + gap);
    const below = top + side + 17;
    paint(await row.original(), left(0), top);
    write(shownPhoto(row.name), left(0), below, side, FIGURE.bold, FIGURE.ink);
    for (const [column, cell] of row.cells.entries()) {
      const x = left(column + 1);
      if (!cell) {
        write(say('not drawn'), x, below, side, FIGURE.plain, FIGURE.quiet);
        continue;
      }
      paint(await cell.map(), x, top);
      write(cell.caption[0], x, below, side, FIGURE.bold, FIGURE.ink);
      write(cell.caption[1], x, below + 16, side, FIGURE.plain, FIGURE.quiet);
    }
    onProgress?.((index + 1) / rows.length);
  }
  const foot = head + rows.length * (side + caption + gap) + line;
  notes.forEach((note, index) => {
    write(note, margin, foot + index * line, width - 2 * margin, FIGURE.plain, FIGURE.quiet);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}
