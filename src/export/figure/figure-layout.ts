import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import { fitLine, type MeasureText, wrapLines } from '../fit-text';
import type { Chart } from './chart';
import { type ChartMark, chartMarks } from './chart-marks';
import type { Figure, FigureBar, FigureCell, FigurePlace } from './figure';

export type FigureFont = 'title' | 'bold' | 'plain';

/** A line of a figure, its baseline at `y`. */
export interface FigureText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: FigureFont;
  readonly ink: 'ink' | 'quiet';
  readonly align?: 'left' | 'center' | 'right';
}

/** Where everything of a figure stands, in pixels. */
export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  /** How large letters and margins are: 1 is 12 pixels for plain words. */
  readonly unit: number;
  readonly places: readonly (readonly FigurePlace[])[];
  readonly texts: readonly FigureText[];
  readonly bars: readonly (FigurePlace & { readonly height: number; readonly bar: FigureBar })[];
  readonly charts: readonly PlacedChart[];
}

/** A chart of a figure, each of its marks' pixels a unit wide. */
export interface PlacedChart {
  readonly x: number;
  readonly y: number;
  readonly marks: readonly ChartMark[];
}

/** Width of a text in pixels. */
export type MeasureFont = (text: string, font: FigureFont, unit: number) => number;

/** Sides that browsers still draw, and an area that phones do. */
const MAX_SIDE = 16_000;
const MAX_AREA = 16e6;
/** Pictures in one row share the width of a page of print, as far as they want it. */
const [PAGE, LARGE, USUAL] = [1500, 480, 240];
/** So few are drawn twice as large as the networks see them at least, so that a reader that enlarges the figure blurs none of them. */
const FEW = 20;
/** Where even the pictures' own pixels are too many. */
const SHRUNK = [160, 112, 80, 56] as const;
/** Narrower pictures have no room for words below them. */
const WORDS_FROM = 80;
/** Wider ones have room for whole sentences. */
const WHOLE_FROM = 200;
const SMALLEST_WIDTH = 640;
/** A chart's width, in units: narrower ones stand below each other, and a single one is no wider. */
const [NARROWEST, WIDEST] = [420, 720];
const [MARGIN, GAP, LINE, BAR, STUB] = [24, 12, 18, 10, 200];

/**
 * The largest layout that a browser can draw: each pixel a square of a whole number of pixels, shrunk only where the pictures are
 * too many for that.
 * @param own longest side of its pictures, in their own pixels.
 * @throws LabError `image-too-large` where even the smallest pictures do not fit.
 */
export function figureLayout(figure: Figure, own: number, measure: MeasureFont): FigureLayout {
  const columns = Math.max(...figure.rows.map((row) => row.length));
  for (const side of sidesOf(own, figure, columns)) {
    const layout = layoutAt(figure, side, columns, measure);
    const { width, height } = layout;
    if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_AREA) return layout;
  }
  throw new LabError(
    'image-too-large',
    phrase('A figure of {rows} by {columns} pictures is too large for one picture.', {
      rows: figure.rows.length,
      columns,
    }),
    phrase('Save it in another form, or with fewer pictures.'),
  );
}

/** Sides to try, the largest first. */
function sidesOf(own: number, { rows }: Figure, columns: number): readonly number[] {
  const shared = rows.length > 1 ? USUAL : Math.max(USUAL, Math.min(LARGE, PAGE / columns));
  const wished = rows.flat().length > FEW ? shared : Math.max(shared, 2 * own);
  const most = Math.max(1, Math.floor(wished / own));
  const whole = Array.from({ length: most }, (_, i) => own * (most - i));
  return [...whole, ...SHRUNK.filter((side) => side < own)];
}

function layoutAt(figure: Figure, side: number, columns: number, measure: MeasureFont): FigureLayout {
  const unit = Math.min(2, Math.max(1, side / USUAL));
  const px = (length: number): number => Math.round(length * unit);
  const [margin, gap, line] = [px(MARGIN), px(GAP), px(LINE)];
  const texts: FigureText[] = [];
  const widthOf = (text: string, font: FigureFont): number => measure(text, font, unit);
  const lines = (text: string, room: number, font: FigureFont): readonly string[] =>
    side >= WHOLE_FROM
      ? wrapLines(text, room, (part) => widthOf(part, font))
      : [fitLine(text, room, (part) => widthOf(part, font))];
  /** Writes below each other; returns the baseline after the last. */
  const write = (words: readonly string[], x: number, top: number, room: number): number => {
    let y = top;
    words.forEach((text, i) => {
      if (text === '') return;
      const font = i === 0 ? 'bold' : 'plain';
      for (const part of lines(text, room, font)) {
        texts.push({ text: part, x, y, font, ink: i === 0 ? 'ink' : 'quiet' });
        y += line;
      }
    });
    return y;
  };

  const titles = figure.rowTitles ?? [];
  const stub =
    titles.length === 0
      ? 0
      : Math.min(px(STUB), Math.ceil(Math.max(...titles.map((title) => widthOf(title, 'bold'))))) + gap;
  const width = Math.max(SMALLEST_WIDTH, 2 * margin + stub + columns * (side + gap) - gap);
  const left = (column: number): number => margin + stub + column * (side + gap);
  let y = margin;
  if (figure.title !== undefined) {
    for (const text of wrapLines(figure.title, width - 2 * margin, (part) => widthOf(part, 'title'))) {
      texts.push({ text, x: margin, y: y + px(16), font: 'title', ink: 'ink' });
      y += px(24);
    }
    y += px(10);
  }
  const heads = figure.columns ?? [];
  if (heads.length > 0) {
    const ends = heads.map((head, column) => write(head, left(column), y + px(13), side));
    y = Math.max(...ends) - px(13) + px(4);
  }
  const places: FigurePlace[][] = [];
  const bars: FigureLayout['bars'][number][] = [];
  figure.rows.forEach((cells, row) => {
    const title = titles[row];
    if (title !== undefined) {
      const text = fitLine(title, stub - gap, (part) => widthOf(part, 'bold'));
      texts.push({ text, x: margin, y: y + Math.round(side / 2), font: 'bold', ink: 'ink' });
    }
    places.push(cells.map((_, column) => ({ x: left(column), y, side })));
    const below = cells.map(({ words }: FigureCell, column) =>
      side < WORDS_FROM ? y + side : write(words, left(column), y + side + px(17), side) - px(13),
    );
    y = Math.max(...below, y + side);
    const barred = cells.flatMap(({ bar }, column) => (bar ? [{ bar, x: left(column) }] : []));
    for (const { bar, x } of barred) {
      bars.push({ x, y: y + px(8), side, height: px(BAR), bar });
      bar.numbers.forEach((text, i) => {
        const share = bar.numbers.length > 1 ? i / (bar.numbers.length - 1) : 0;
        const align = share === 0 ? 'left' : share === 1 ? 'right' : 'center';
        const at = { x: x + share * side, y: y + px(8 + BAR + 15) };
        texts.push({ text, ...at, font: 'plain', ink: 'quiet', align });
      });
    }
    if (barred.length > 0) y += px(8 + BAR + 20);
    y += gap;
  });
  const room = width - 2 * margin;
  const charts = chartsBelow(figure.charts ?? [], { x: margin, y, room, unit, gap }, (text) =>
    measure(text, 'plain', 1),
  );
  y = charts.foot;
  const foot = y + px(4);
  const inLines = (note: string, font: 'bold' | 'plain') =>
    wrapLines(note, room, (part) => widthOf(part, font)).map((text) => ({ text, font }));
  const noted = [
    ...(figure.lead === undefined ? [] : inLines(figure.lead, 'bold')),
    ...figure.notes.flatMap((note) => inLines(note, 'plain')),
  ];
  noted.forEach(({ text, font }, i) => {
    texts.push({ text, x: margin, y: foot + (i + 1) * line, font, ink: font === 'bold' ? 'ink' : 'quiet' });
  });
  const height = foot + noted.length * line + margin;
  return { width, height, unit, places, texts, bars, charts: charts.placed };
}

/** Charts in rows, as many beside each other as the room has; and where they end. */
function chartsBelow(
  charts: readonly Chart[],
  { x, y, room, unit, gap }: { readonly [K in 'x' | 'y' | 'room' | 'unit' | 'gap']: number },
  measure: MeasureText,
): { readonly placed: readonly PlacedChart[]; readonly foot: number } {
  const beside = Math.max(1, Math.min(charts.length, Math.floor((room + gap) / (NARROWEST * unit + gap))));
  const width = Math.min((room - (beside - 1) * gap) / beside, WIDEST * unit);
  const placed: PlacedChart[] = [];
  let foot = y;
  for (let first = 0; first < charts.length; first += beside) {
    const drawn = charts
      .slice(first, first + beside)
      .map((chart) => chartMarks(chart, width / unit, measure, 0));
    drawn.forEach(({ marks }, i) => placed.push({ x: x + i * (width + gap), y: foot + gap, marks }));
    foot += gap + unit * Math.max(...drawn.map(({ height }) => height));
  }
  return { placed, foot: Math.ceil(foot) };
}
