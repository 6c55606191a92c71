import { LabError } from '../../../core/records/lab-error';
import { type MeasureText, wrapLines } from '../../../export/fit-text';
import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import { drawCurves } from './board-curves';
import type { BoardReport } from './board-report';
import { phrase, say, sayWords } from '../../../words/say';

const FONT = "'Instrument Sans Variable', system-ui, sans-serif";
const BOLD = `600 13px ${FONT}`;
const PLAIN = `13px ${FONT}`;
const SMALL = `12px ${FONT}`;
/** A figure is printed on white, whatever the page looks like. */
const INK = '#211d17';
const QUIET = '#5d564c';

const WIDTH = 960;
const MARGIN = 32;
const LINE = 20;
const CHART = 320;
/** For print: so many pixels for each. */
const SCALE = 2;

/** The board as one picture: the curve, the table and the notes. */
export async function boardPng(report: BoardReport): Promise<Blob> {
  const scratch = contextOf(new OffscreenCanvas(1, 1));
  const room = WIDTH - 2 * MARGIN;
  const measure = (font: string): MeasureText => {
    return (text) => {
      scratch.font = font;
      return scratch.measureText(text).width;
    };
  };
  const rows = tableRows(report);
  const notes = [
    ...report.networks.flatMap(({ title, warnings }) =>
      warnings.map((words) => say('{name}: {words}', { name: title, words })),
    ),
    ...report.notes,
  ].flatMap((note) => wrapLines(note, room, measure(SMALL)));
  const height = 3 * MARGIN + 24 + CHART + (rows.length + 1) * LINE + notes.length * LINE;
  const canvas = new OffscreenCanvas(SCALE * WIDTH, SCALE * height);
  const context = contextOf(canvas);
  context.scale(SCALE, SCALE);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, WIDTH, height);
  const write = (text: string, x: number, y: number, font: string, ink: string): void => {
    context.font = font;
    context.fillStyle = ink;
    context.fillText(text, x, y);
  };
  write(report.title, MARGIN, MARGIN + 16, `600 18px ${FONT}`, INK);
  drawCurves(context, report, { left: MARGIN, top: MARGIN + 32, width: room, height: CHART, font: SMALL });
  let y = MARGIN + 24 + CHART + MARGIN + LINE;
  const first = room * 0.28;
  for (const [index, cells] of rows.entries()) {
    cells.forEach((cell, column) => {
      const x = MARGIN + (column === 0 ? 0 : first + ((room - first) * (column - 1)) / (cells.length - 1));
      write(cell, x, y, index === 0 || column === 0 ? BOLD : PLAIN, index === 0 ? QUIET : INK);
    });
    y += LINE;
  }
  y += LINE / 2;
  for (const note of notes) {
    write(note, MARGIN, y, SMALL, QUIET);
    y += LINE;
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The table's rows, the heads first: networks down, what is left across. */
export function tableRows({ networks, epsilon }: BoardReport): readonly (readonly string[])[] {
  return [
    [
      say('within {epsilon} of 255', { epsilon }),
      say('as they are'),
      ...AUTO_ATTACK.map(({ title }) => sayWords(title)),
      say('smallest L2, median'),
    ],
    ...networks.map(({ title, summary: { photos, clean, left, smallest } }) => [
      title,
      say('{part} of {whole}', { part: clean, whole: photos }),
      ...left.map(({ count }) => String(count)),
      smallest ? `${Math.round(smallest.median)} / 255` : '–',
    ]),
  ];
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context) return context;
  throw new LabError(
    'unsupported-image',
    phrase('This browser gives no canvas to draw the figure on.'),
    phrase('Save the numbers as CSV, or close other tabs and try again.'),
  );
}
