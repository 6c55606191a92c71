import type { PixelImage } from '../../../core/pictures/pixel-image';
import { putBytes } from '../../../canvas/picture-bytes';
import { LabError } from '../../../core/records/lab-error';
import { fitLine, wrapLines, type MeasureText } from '../../../export/fit-text';
import { tableLayout } from './table-layout';
import type { ReportProgress, TableReport } from './table-report';

const FONT = "'Instrument Sans Variable', system-ui, sans-serif";
const BOLD = `600 13px ${FONT}`;
const PLAIN = `12px ${FONT}`;
/** A figure is printed on white, whatever the page looks like. */
const INK = '#211d17';
const QUIET = '#5d564c';

/**
 * A table as one captioned picture: column heads, photo names, each map's class with its numbers, and the notes.
 * @throws LabError `image-too-large` where it would be larger than browsers draw.
 */
export async function tablePng(report: TableReport, onProgress?: ReportProgress): Promise<Blob> {
  const scratch = contextOf(new OffscreenCanvas(1, 1));
  scratch.font = PLAIN;
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
  const context = contextOf(canvas);
  const write = (text: string, x: number, y: number, room: number, font: string, ink: string): void => {
    context.font = font;
    context.fillStyle = ink;
    context.fillText(
      fitLine(text, room, (part) => context.measureText(part).width),
      x,
      y,
    );
  };
  const left = (column: number): number => margin + column * (side + gap);

  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  write(report.title, margin, margin + 14, width - 2 * margin, `600 18px ${FONT}`, INK);
  write('Original', left(0), head - 42, side, BOLD, INK);
  columns.forEach(({ network, method, detail }, index) => {
    write(network, left(index + 1), head - 42, side, BOLD, INK);
    write(method, left(index + 1), head - 26, side, PLAIN, QUIET);
    write(detail ?? '', left(index + 1), head - 11, side, PLAIN, QUIET);
  });
  for (const [index, row] of rows.entries()) {
    const top = head + index * (side + caption + gap);
    const below = top + side + 17;
    paint(context, await row.original(), left(0), top, side);
    write(row.name, left(0), below, side, BOLD, INK);
    for (const [column, cell] of row.cells.entries()) {
      const x = left(column + 1);
      if (!cell) {
        write('not drawn', x, below, side, PLAIN, QUIET);
        continue;
      }
      paint(context, await cell.map(), x, top, side);
      write(cell.caption[0], x, below, side, BOLD, INK);
      write(cell.caption[1], x, below + 16, side, PLAIN, QUIET);
    }
    onProgress?.((index + 1) / rows.length);
  }
  const foot = head + rows.length * (side + caption + gap) + line;
  notes.forEach((note, index) => {
    write(note, margin, foot + index * line, width - 2 * margin, PLAIN, QUIET);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}

/** A picture in its square, keeping its shape; pixel for pixel where it has the square's size. */
function paint(
  context: OffscreenCanvasRenderingContext2D,
  picture: PixelImage | null,
  x: number,
  y: number,
  side: number,
): void {
  if (!picture) return;
  const own = new OffscreenCanvas(picture.width, picture.height);
  putBytes(own, picture);
  const scale = side / Math.max(picture.width, picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  // Enlarged pixels stay squares; only where it shrinks is a picture smoothed.
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(own, x + (side - w) / 2, y + (side - h) / 2, w, h);
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context) return context;
  throw new LabError(
    'unsupported-image',
    'This browser gives no canvas to draw the table on.',
    'Save it as a ZIP, or close other tabs and try again.',
  );
}
