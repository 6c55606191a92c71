import { roundTicks } from '../../../core/statistics/round-ticks';
import { chartCaption } from '../../../panels/figure/made-of';
import type { SavedChartProps } from '../../../panels/figure/SavedChart';
import type { ChartLine } from '../../../ui/charts/LineChart';
import { writeNumber } from '../../../words/number';
import { say } from '../../../words/say';
import type { AdjustedMap } from '../store/adjusted-map';
import type { Sweep } from '../store/low-contrast-store';
import { SWEEP_STOPS, type Sweeping } from '../store/sweep-stops';
import { stopWords, sweepSentence } from './limit-words';

/** A stop of a sweep with its unit: `40 %`, `6 px`. */
export function stopNumber(of: Sweeping, stop: number): string {
  return writeNumber(of === 'contrast' ? `${stop} %` : `${stop} px`);
}

/** A sweep's curves, over its stops. `name` is the class explained. */
export function sweepChart(sweep: Sweep, name: string): SavedChartProps {
  const { of, held, question } = sweep;
  const stops = SWEEP_STOPS[of];
  const lines = linesOf(sweep, name);
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const yTicks = roundTicks(Math.min(0, ...values), Math.max(1, ...values));
  const other = stopWords(of === 'contrast' ? 'blur' : 'contrast', held);
  return {
    caption: () => chartCaption(sweepSentence(sweep, name), question),
    label: say('Curves of the sweep, at {other}. The table below has the numbers.', { other }),
    lines,
    names: [name],
    from: { x: stops[0] ?? 0, y: yTicks[0] ?? 0 },
    to: { x: stops.at(-1) ?? 1, y: yTicks.at(-1) ?? 1 },
    ticks: { x: of === 'contrast' ? [100, 80, 60, 40, 20] : [0, 2, 4, 6, 8, 10, 12], y: yTicks },
    format: {
      x: (x) => (of === 'contrast' ? stopNumber(of, x) : writeNumber(`${x}`)),
      y: (y) => writeNumber(String(y)),
    },
    xTitle: of === 'contrast' ? say('contrast left') : say('blur in px'),
  };
}

function linesOf({ of, looks }: Sweep, name: string): ChartLine[] {
  const table = looks.map((look) => measuresOf(look, name));
  return (table[0] ?? []).map(({ title, tone, dashed }, column) => ({
    name: title,
    tone,
    dashed,
    points: table.flatMap((row, place) => {
      const y = row[column]?.value ?? null;
      return y === null ? [] : [{ x: SWEEP_STOPS[of][place] ?? 0, y }];
    }),
  }));
}

interface Measure {
  readonly title: string;
  readonly tone: ChartLine['tone'];
  readonly dashed: boolean;
  readonly value: number | null;
}

/** What is measured of each of a sweep's maps. */
export function measuresOf(
  { probability, likeness, objects }: AdjustedMap,
  name: string,
): readonly Measure[] {
  const shared: Measure[] = [
    { title: say('probability of “{name}”', { name }), tone: 'ink', dashed: false, value: probability },
    { title: say('ρ with the untouched map'), tone: 'control', dashed: true, value: likeness },
  ];
  if (!objects) return shared;
  return [
    { title: say('strength between / on the objects'), tone: 'live', dashed: false, value: objects.valley },
    { title: say('share of the map on the objects'), tone: 'live', dashed: true, value: objects.inside },
    ...shared,
  ];
}
