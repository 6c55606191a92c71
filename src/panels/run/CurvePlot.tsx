import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Exercise } from '../../methods/catalog/params';
import type { LivePoint } from '../../core/records/run-history';
import { channels, curves, runStore } from '../../page/run/run-store';
import { useLanguage } from '../../ui/text/use-language';
import {
  AXES,
  type CurveLine,
  type CurveSubject,
  DIMMED,
  LINES,
  STEP_AXIS,
  markMoves,
  movesOf,
} from './curve-lines';

/** uPlot's sides are an ambient enum, which a module on its own cannot read: 1 is right, 3 left. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment
const [RIGHT, LEFT] = [1, 3] as [NonNullable<uPlot.Axis['side']>, NonNullable<uPlot.Axis['side']>];

/** The eye follows a line well at this pace, and a page without a GPU draws lines slowly. */
const REDRAW_MS = 250;
const MOST_POINTS = 300;

/** At most about `most` points, evenly chosen, the last one among them. */
function thin(points: readonly LivePoint[], most: number): readonly LivePoint[] {
  const every = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}

interface CurvePlotProps {
  readonly exercise: Exercise;
  readonly of: CurveSubject;
  /** What the lines are, for whoever does not see them. */
  readonly label: string;
}

/** The lines of a live curve, drawn outside React, with thin ones where something was moved. */
export function CurvePlot({ exercise, of, label }: CurvePlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  // The axes are drawn in it.
  const spoken = useLanguage();

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const style = getComputedStyle(element);
    const lines: readonly CurveLine[] = LINES[of];
    const recipe = () => runStore.getState()[exercise].recipe;
    const axis = {
      stroke: style.getPropertyValue(DIMMED),
      grid: { stroke: style.getPropertyValue('--line'), width: 1 },
      ticks: { show: false },
      font: '11px Instrument Sans Variable',
    };
    const axisOf = (scale: CurveLine['scale']): uPlot.Axis => {
      const { right, values, splits } = AXES[scale];
      return {
        ...axis,
        ...{ scale, size: 40, side: right ? RIGHT : LEFT },
        values: (_, ticks) => values(ticks),
        ...(splits ? { splits: () => [...splits] } : {}),
        ...(right ? { grid: { show: false } } : {}),
      };
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
        hooks: {
          draw: [
            (drawing) =>
              markMoves(drawing, movesOf(recipe()), style.getPropertyValue('--mantine-color-text')),
          ],
        },
        axes: [
          { ...axis, size: 22, incrs: STEP_AXIS.incrs, values: (_, ticks) => STEP_AXIS.values(ticks) },
          ...[...new Set(lines.map(({ scale }) => scale))].map(axisOf),
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
      const made = recipe();
      plot.setData([
        kept.map((point) => point.step),
        ...lines.map((each) => kept.map((point) => each.of(point, made))),
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
  }, [exercise, of, scheme, spoken]);

  return <div ref={host} className="curve-plot" role="img" aria-label={label} />;
}
