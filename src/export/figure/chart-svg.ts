import { plainName } from '../../core/records/plain-name';
import type { MeasureText } from '../fit-text';
import type { Chart, ChartCurve } from './chart';
import { type ChartMark, chartMarks, DOT } from './chart-marks';
import { FIGURE } from './figure-drawing';

const WIDTH = 720;

/**
 * A chart as an SVG file that needs nothing else: its colours and letters are written out, on white. `measure` gives the width of
 * plain words of 12 pixels.
 */
export function chartSvg(chart: Chart, measure: MeasureText): string {
  const { height, marks } = chartMarks(chart, WIDTH, measure);
  const lines = [`<rect width="${WIDTH}" height="${height}" fill="${FIGURE.paper}"/>`, ...marks.map(written)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FIGURE.family}" font-size="12">\n${lines.join('\n')}\n</svg>\n`;
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;

function written(mark: ChartMark): string {
  switch (mark.kind) {
    case 'curve':
      return `<polyline fill="none" ${stroke(mark)} points="${mark.points.map(({ x, y }) => `${short(x)},${short(y)}`).join(' ')}"/>`;
    case 'line': {
      const [from, to] = [mark.points[0], mark.points.at(-1)];
      if (!from || !to) return '';
      return `<line x1="${short(from.x)}" y1="${short(from.y)}" x2="${short(to.x)}" y2="${short(to.y)}" ${stroke(mark)}/>`;
    }
    case 'dot':
      return `<circle cx="${short(mark.x)}" cy="${short(mark.y)}" r="${DOT}" fill="${mark.colour}"/>`;
    case 'text': {
      const look = mark.bold ? `font-weight="600" fill="${FIGURE.ink}"` : `fill="${FIGURE.quiet}"`;
      return `<text x="${short(mark.x)}" y="${short(mark.y)}" text-anchor="${ANCHORS[mark.align]}" ${look}>${escaped(mark.words)}</text>`;
    }
    default:
      return mark satisfies never;
  }
}

function stroke({ colour, width, dashed }: Pick<ChartCurve, 'colour' | 'width' | 'dashed'>): string {
  return `stroke="${colour}" stroke-width="${width}"${dashed ? ' stroke-dasharray="6 4"' : ''}`;
}

const short = (value: number): string => String(Number(value.toFixed(2)));

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(words: string): string {
  return plainName(words).replace(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter);
}
