import { phrase } from '../../words/say';
import { carrying } from '../picture-png';
import type { RunRecord } from '../run-record';
import type { Figure } from './figure';
import { FIGURE, figureContext, paintPicture } from './figure-drawing';
import { paintChart } from './paint-chart';
import { type FigureFont, figureLayout, type MeasureFont } from './figure-layout';

const WHAT = phrase('the figure');
const FONTS = { title: [600, 18], bold: [600, 13], plain: [400, 12] } as const;

const fontOf = (font: FigureFont, unit: number): string =>
  `${FONTS[font][0]} ${Math.round(FONTS[font][1] * unit)}px ${FIGURE.family}`;

/**
 * A figure as one picture on white, with its caption. With a run's `record` it brings that run back when it is dropped.
 * `onProgress` is told how much of it is drawn, 0 to 1.
 * @throws LabError `image-too-large` where it would be larger than browsers draw.
 */
export async function figurePng(
  figure: Figure,
  record: RunRecord | null = null,
  onProgress?: (share: number) => void,
): Promise<Blob> {
  const scratch = figureContext(new OffscreenCanvas(1, 1), WHAT);
  const measure: MeasureFont = (text, font, unit) => {
    scratch.font = fontOf(font, unit);
    return scratch.measureText(text).width;
  };
  const { width, height, unit, places, texts, bars, charts } = figureLayout(
    figure,
    await longestSide(figure),
    measure,
  );
  const canvas = new OffscreenCanvas(width, height);
  const context = figureContext(canvas, WHAT);
  context.fillStyle = FIGURE.paper;
  context.fillRect(0, 0, width, height);
  for (const [row, cells] of figure.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const place = places[row]?.[column];
      const picture = await cell.picture();
      if (!place || !picture) continue;
      paintPicture(context, picture, place);
      cell.over?.(context, place);
    }
    onProgress?.((row + 1) / figure.rows.length);
  }
  for (const { x, y, side, height: thick, bar } of bars) {
    const { width: count, data } = bar.colours;
    for (let i = 0; i < count; i += 1) {
      context.fillStyle = `rgb(${data.slice(4 * i, 4 * i + 3).join(' ')})`;
      const from = Math.round((side * i) / count);
      context.fillRect(x + from, y, Math.round((side * (i + 1)) / count) - from, thick);
    }
  }
  for (const { marks, ...place } of charts) paintChart(context, marks, { ...place, unit });
  for (const { text, x, y, font, ink, align = 'left' } of texts) {
    context.font = fontOf(font, unit);
    context.fillStyle = FIGURE[ink];
    context.textAlign = align;
    context.fillText(text, x, y);
  }
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return record ? carrying(png, record) : png;
}

/** Longest side of a figure's pictures, in their own pixels; they are looked at one after the other. */
async function longestSide({ rows }: Figure): Promise<number> {
  let longest = 1;
  for (const cell of rows.flat()) {
    const picture = await cell.picture();
    if (picture) longest = Math.max(longest, picture.width, picture.height);
  }
  return longest;
}
