import type { CurvePoint } from '../../core/statistics/area-under-curve';
import { plainName } from '../../core/records/plain-name';
import { type MeasureText, wrapLines } from '../fit-text';
import { FIGURE } from './figure-drawing';

/** A chart with every word it prints, to be written as a picture of its own. */
export interface Chart {
  readonly x: ChartAxis;
  readonly left: ChartAxis;
  readonly right?: ChartAxis;
  /** What is drawn later lies above. */
  readonly curves: readonly ChartCurve[];
  /** Values of x at which a thin line stands, and what they are. */
  readonly marks?: { readonly at: readonly number[]; readonly words: string };
  /** The first line bold. */
  readonly caption: readonly string[];
}

export interface ChartAxis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly { readonly at: number; readonly words: string }[];
  readonly title?: string;
}

export interface ChartCurve {
  readonly name: string;
  /** As CSS writes it: the file knows none of the page's names for colours. */
  readonly colour: string;
  readonly width: number;
  readonly dashed?: boolean;
  readonly dotted?: boolean;
  readonly axis: 'left' | 'right';
  /** In order of x; a value that is not finite parts the line. */
  readonly points: readonly CurvePoint[];
}

const [WIDTH, PLOT, MARGIN, LINE] = [720, 320, 24, 18];
const ROOM = { left: 56, right: 56, below: 40 };

/**
 * A chart as an SVG file that needs nothing else: its colours and letters are written out, on white. `measure` gives the width of
 * plain words of 12 pixels.
 */
export function chartSvg({ x, left, right, curves, marks, caption }: Chart, measure: MeasureText): string {
  const drawn = curves.filter(({ points }) => points.length > 0);
  const keys = [
    ...drawn.map((curve) => ({ ...curve, words: curve.name })),
    ...(marks && marks.at.length > 0
      ? [{ words: marks.words, colour: FIGURE.quiet, width: 1, dashed: false }]
      : []),
  ];
  const top = MARGIN + keys.length * LINE + 12;
  const [start, end, foot] = [MARGIN + ROOM.left, WIDTH - MARGIN - ROOM.right, top + PLOT];
  const across = (value: number): number => start + ((value - x.from) / (x.to - x.from || 1)) * (end - start);
  const down = (value: number, axis: ChartAxis): number =>
    foot - ((value - axis.from) / (axis.to - axis.from || 1)) * PLOT;
  const notes = caption.flatMap((note, i) =>
    wrapLines(note, WIDTH - 2 * MARGIN, measure).map((words) => ({ words, bold: i === 0 })),
  );
  const height = foot + ROOM.below + notes.length * LINE + MARGIN;
  const lines = [
    `<rect width="${WIDTH}" height="${height}" fill="${FIGURE.paper}"/>`,
    ...keys.flatMap(({ words, colour, width, dashed }, i) => {
      const y = MARGIN + i * LINE + 6;
      return [
        line(start, y, start + 24, y, stroke({ colour, width, dashed: dashed === true })),
        text(words, start + 32, y + 4),
      ];
    }),
    ...left.ticks.flatMap(({ at, words }) => {
      const y = down(at, left);
      return [line(start, y, end, y, `stroke="${FIGURE.line}"`), text(words, start - 8, y + 4, 'end')];
    }),
    ...(right?.ticks ?? []).map(({ at, words }) => text(words, end + 8, down(at, right as ChartAxis) + 4)),
    ...x.ticks.map(({ at, words }) => text(words, across(at), foot + 18, 'middle')),
    ...(x.title === undefined ? [] : [text(x.title, end, foot + 34, 'end')]),
    ...(left.title === undefined ? [] : [text(left.title, start - 8, top - 8, 'end')]),
    ...(right?.title === undefined ? [] : [text(right.title, end + 8, top - 8)]),
    ...(marks?.at ?? []).map((at) =>
      line(across(at), top, across(at), foot, `stroke="${FIGURE.quiet}" stroke-width="1"`),
    ),
    ...drawn.flatMap((curve) => {
      const axis = (curve.axis === 'right' ? right : undefined) ?? left;
      const place = ({ x: at, y }: CurvePoint): CurvePoint => ({ x: across(at), y: down(y, axis) });
      const pieces = parted(curve.points).map((piece) => piece.map(place));
      return pieces.flatMap((piece) => [
        `<polyline fill="none" ${stroke(curve)} points="${piece.map(({ x: at, y }) => `${short(at)},${short(y)}`).join(' ')}"/>`,
        ...(curve.dotted
          ? piece.map(
              ({ x: at, y }) => `<circle cx="${short(at)}" cy="${short(y)}" r="3" fill="${curve.colour}"/>`,
            )
          : []),
      ]);
    }),
    ...notes.map(({ words, bold }, i) =>
      text(words, MARGIN, foot + ROOM.below + (i + 1) * LINE, 'start', bold),
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FIGURE.family}" font-size="12">\n${lines.join('\n')}\n</svg>\n`;
}

/** The stretches of a line that have values. */
function parted(points: readonly CurvePoint[]): readonly (readonly CurvePoint[])[] {
  const pieces: CurvePoint[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point.y)) pieces.at(-1)?.push(point);
    else if (pieces.at(-1)?.length !== 0) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length > 0);
}

function stroke({ colour, width, dashed }: Pick<ChartCurve, 'colour' | 'width' | 'dashed'>): string {
  return `stroke="${colour}" stroke-width="${width}"${dashed ? ' stroke-dasharray="6 4"' : ''}`;
}

function line(x1: number, y1: number, x2: number, y2: number, how: string): string {
  return `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" ${how}/>`;
}

function text(words: string, x: number, y: number, anchor = 'start', bold = false): string {
  const look = bold ? `font-weight="600" fill="${FIGURE.ink}"` : `fill="${FIGURE.quiet}"`;
  return `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" ${look}>${escaped(words)}</text>`;
}

const short = (value: number): string => String(Number(value.toFixed(2)));

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(words: string): string {
  return plainName(words).replace(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter);
}
