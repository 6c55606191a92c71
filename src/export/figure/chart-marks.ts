import type { CurvePoint } from '../../core/statistics/area-under-curve';
import { type MeasureText, wrapLines } from '../fit-text';
import type { Chart, ChartAxis, ChartCurve } from './chart';
import { FIGURE } from './figure-drawing';

/** What a chart is drawn of, in pixels: curves, ruled lines, dots and words. */
export type ChartMark =
  | ({ readonly kind: 'curve' | 'line'; readonly points: readonly CurvePoint[] } & Stroke)
  | ({ readonly kind: 'dot'; readonly colour: string } & CurvePoint)
  | ({ readonly kind: 'text'; readonly words: string } & CurvePoint & Lettering);

type Stroke = Pick<ChartCurve, 'colour' | 'width' | 'dashed'>;

interface Lettering {
  readonly align: 'left' | 'center' | 'right';
  readonly bold: boolean;
}

export const DOT = 3;
const [PLOT, MARGIN, LINE] = [320, 24, 18];
const ROOM = { left: 56, right: 56, below: 40 };

/**
 * Everything a chart of a width draws, and how high it is then: its key above, its caption below. `measure` gives the width of plain
 * words of 12 pixels.
 */
export function chartMarks(
  { x, left, right, curves, marks, caption }: Chart,
  width: number,
  measure: MeasureText,
  margin = MARGIN,
): { readonly height: number; readonly marks: readonly ChartMark[] } {
  const drawn = curves.filter(({ points }) => points.length > 0);
  const keys = [
    ...drawn.map((curve) => ({ ...strokeOf(curve), words: curve.name })),
    ...(marks && marks.at.length > 0
      ? [{ words: marks.words, colour: FIGURE.quiet, width: 1, dashed: false }]
      : []),
  ];
  const top = margin + keys.length * LINE + 12;
  const [start, end, foot] = [margin + ROOM.left, width - margin - ROOM.right, top + PLOT];
  const across = (value: number): number => start + ((value - x.from) / (x.to - x.from || 1)) * (end - start);
  const down = (value: number, axis: ChartAxis): number =>
    foot - ((value - axis.from) / (axis.to - axis.from || 1)) * PLOT;
  const notes = caption.flatMap((note, i) =>
    wrapLines(note, width - 2 * margin, measure).map((words) => ({ words, bold: i === 0 })),
  );
  const thin = { colour: FIGURE.quiet, width: 1 };
  return {
    height: foot + ROOM.below + notes.length * LINE + margin,
    marks: [
      ...keys.flatMap(({ words, ...how }, i) => {
        const y = margin + i * LINE + 6;
        return [line(start, y, start + 24, y, how), text(words, start + 32, y + 4)];
      }),
      ...left.ticks.flatMap(({ at, words }) => {
        const y = down(at, left);
        return [
          line(start, y, end, y, { colour: FIGURE.line, width: 1 }),
          text(words, start - 8, y + 4, 'right'),
        ];
      }),
      ...(right?.ticks ?? []).map(({ at, words }) => text(words, end + 8, down(at, right as ChartAxis) + 4)),
      ...x.ticks.map(({ at, words }) => text(words, across(at), foot + 18, 'center')),
      ...(x.title === undefined ? [] : [text(x.title, end, foot + 34, 'right')]),
      ...(left.title === undefined ? [] : [text(left.title, start - 8, top - 8, 'right')]),
      ...(right?.title === undefined ? [] : [text(right.title, end + 8, top - 8)]),
      ...(marks?.at ?? []).map((at) => line(across(at), top, across(at), foot, thin)),
      ...drawn.flatMap((curve) => {
        const axis = (curve.axis === 'right' ? right : undefined) ?? left;
        const place = ({ x: at, y }: CurvePoint): CurvePoint => ({ x: across(at), y: down(y, axis) });
        return parted(curve.points).flatMap((piece): ChartMark[] => {
          const points = piece.map(place);
          return [
            { kind: 'curve', points, ...strokeOf(curve) },
            ...(curve.dotted
              ? points.map((point): ChartMark => ({ kind: 'dot', ...point, colour: curve.colour }))
              : []),
          ];
        });
      }),
      ...notes.map(({ words, bold }, i) =>
        text(words, margin, foot + ROOM.below + (i + 1) * LINE, 'left', bold),
      ),
    ],
  };
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

function strokeOf({ colour, width, dashed = false }: Stroke): Stroke {
  return { colour, width, dashed };
}

function line(x1: number, y1: number, x2: number, y2: number, how: Stroke): ChartMark {
  return {
    kind: 'line',
    points: [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ],
    ...how,
  };
}

function text(
  words: string,
  x: number,
  y: number,
  align: Lettering['align'] = 'left',
  bold = false,
): ChartMark {
  return { kind: 'text', words, x, y, align, bold };
}
