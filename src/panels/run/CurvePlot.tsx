import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Exercise } from '../../methods/catalog/params';
import type { LivePoint } from '../../page/run/run-store';
import { channels, curves } from '../../page/run/run-store';

/** uPlot's sides are an ambient enum, which a module on its own cannot read: 1 is right. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment
const RIGHT = 1 as NonNullable<uPlot.Axis['side']>;

/** The eye follows a line well at this pace, and a page without a GPU draws lines slowly. */
const REDRAW_MS = 250;
const MOST_POINTS = 300;

/** At most about `most` points, evenly chosen, the last one among them. */
function thin(points: readonly LivePoint[], most: number): readonly LivePoint[] {
  const every = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}

/** A line of a live curve. They are told apart by width as well as by colour; not by dashes, which cost a page without a GPU its pace. */
interface CurveLine {
  readonly of: (point: LivePoint) => number;
  readonly scale: 'p' | 'logit';
  /** The colour, as a variable of the page. */
  readonly colour: string;
  readonly width: number;
}

const TARGET: CurveLine = { of: (point) => point.probability, scale: 'p', colour: '--live', width: 2.5 };
const RIVAL: CurveLine = {
  of: (point) => point.rivalProbability,
  scale: 'p',
  colour: '--wrong',
  width: 1.5,
};
const DIMMED = '--mantine-color-dimmed';

/** What a live curve may show: a class's score on its way up, or how classes stand against each other. */
const LINES = {
  score: [TARGET, RIVAL, { of: (point) => point.logit, scale: 'logit', colour: DIMMED, width: 1.25 }],
  classes: [{ of: (point) => point.beforeProbability, scale: 'p', colour: DIMMED, width: 2 }, RIVAL, TARGET],
} as const satisfies Readonly<Record<string, readonly CurveLine[]>>;
export type CurveSubject = keyof typeof LINES;

interface CurvePlotProps {
  readonly exercise: Exercise;
  readonly of: CurveSubject;
  /** What the lines are, for whoever does not see them. */
  readonly label: string;
}

/** The lines of a live curve, drawn outside React. */
export function CurvePlot({ exercise, of, label }: CurvePlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const style = getComputedStyle(element);
    const lines: readonly CurveLine[] = LINES[of];
    const axis = {
      stroke: style.getPropertyValue(DIMMED),
      grid: { stroke: style.getPropertyValue('--line'), width: 1 },
      ticks: { show: false },
      font: '11px Instrument Sans Variable',
    };
    const plot = new uPlot(
      {
        width: Math.max(element.clientWidth, 100),
        height: Math.max(element.clientHeight, 60),
        legend: { show: false },
        cursor: { show: false },
        // Room for the half of a label that reaches beyond its axis, also where a chart is empty.
        padding: [8, 14, 8, 0],
        scales: { x: { time: false }, p: { range: [0, 1] } },
        axes: [
          { ...axis, size: 22 },
          {
            ...axis,
            scale: 'p',
            size: 40,
            values: (_, ticks) => ticks.map((tick) => `${Math.round(tick * 100)} %`),
            splits: () => [0, 0.5, 1],
          },
          ...(lines.some(({ scale }) => scale === 'logit')
            ? [{ ...axis, scale: 'logit', side: RIGHT, size: 40, grid: { show: false } }]
            : []),
        ],
        series: [
          {},
          ...lines.map(({ scale, colour, width }) => ({
            ...{ scale, width },
            stroke: style.getPropertyValue(colour),
            points: { show: false },
          })),
        ],
      },
      [[], ...lines.map(() => [])],
      element,
    );
    let drawn: LivePoint | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      waiting = undefined;
      const points = curves[exercise];
      if (points.at(-1) === drawn) return;
      drawn = points.at(-1);
      const kept = thin(points, MOST_POINTS);
      plot.setData([
        kept.map((point) => point.step),
        ...lines.map((each) => kept.map((point) => each.of(point))),
      ]);
    };
    draw();
    const stop = channels[exercise].subscribe(() => {
      waiting ??= setTimeout(draw, REDRAW_MS);
    });
    const resize = new ResizeObserver(() => {
      plot.setSize({ width: Math.max(element.clientWidth, 100), height: Math.max(element.clientHeight, 60) });
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      clearTimeout(waiting);
      stop();
      plot.destroy();
    };
  }, [exercise, of, scheme]);

  return <div ref={host} className="curve-plot" role="img" aria-label={label} />;
}
