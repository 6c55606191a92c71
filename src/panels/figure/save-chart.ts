import type { ComponentProps } from 'react';
import type { Chart } from '../../export/figure/chart';
import { chartSvg } from '../../export/figure/chart-svg';
import { FIGURE, figureContext } from '../../export/figure/figure-drawing';
import { joined } from '../../export/file-name';
import { saveFile } from '../../export/picture-png';
import type { LineChart } from '../../ui/charts/LineChart';
import { say } from '../../words/say';

const TONES = {
  live: { colour: FIGURE.live, width: 2.25 },
  ink: { colour: FIGURE.ink, width: 1.25 },
  control: { colour: FIGURE.quiet, width: 1.25 },
} as const;

/** A chart of the page as its file has it: in the colours of print. */
export function chartOfLines(
  { lines, from, to, ticks, format, xTitle, mark, spot }: ComponentProps<typeof LineChart>,
  caption: readonly string[],
): Chart {
  const axis = (along: 'x' | 'y') => ({
    from: from[along],
    to: to[along],
    ticks: ticks[along].map((at) => ({ at, words: format[along](at) })),
  });
  const at = [...(mark === undefined ? [] : [mark]), ...(spot ? [spot.x] : [])];
  return {
    x: { ...axis('x'), title: xTitle },
    left: axis('y'),
    curves: lines.map(({ name, tone, dashed = false, points }) => ({
      ...{ name, dashed, points, axis: 'left' as const },
      ...TONES[tone],
      dotted: points.length <= 30,
    })),
    ...(at.length > 0 ? { marks: { at, words: spot?.words ?? say('the value chosen now') } } : {}),
    caption,
  };
}

/** Saves a chart as an SVG file of its own, named by the first line of its caption. */
export function saveChart(chart: Chart): void {
  const context = figureContext(new OffscreenCanvas(1, 1), say('the figure'));
  context.font = FIGURE.plain;
  const svg = chartSvg(chart, (words) => context.measureText(words).width);
  const name = joined([chart.caption[0], chart.caption[1]]) || 'chart';
  saveFile(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
}
