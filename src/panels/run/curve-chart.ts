import type { Recipe } from '../../core/records/recipe';
import type { Chart, ChartAxis } from '../../export/figure/chart';
import { roundTicks } from '../../core/statistics/round-ticks';
import { FIGURE } from '../../export/figure/figure-drawing';
import type { LivePoint } from '../../core/records/run-history';
import { say } from '../../words/say';
import { madeOf } from '../figure/made-of';
import { AXES, type CurveLine, type CurveSubject, DIMMED, LINES, STEP_AXIS } from './curve-lines';

/** A live curve as its file has it. `names` are those of its lines, in their order. */
export function curveChart(
  of: CurveSubject,
  points: readonly LivePoint[],
  recipe: Recipe,
  names: readonly string[],
): Chart {
  const lines: readonly CurveLine[] = LINES[of];
  const curves = lines.map((line, i) => ({
    ...{ name: names[i] ?? '', colour: COLOURS[line.colour] ?? FIGURE.ink, width: line.width },
    axis: AXES[line.scale].right ? ('right' as const) : ('left' as const),
    points: points.map((point) => ({ x: point.step, y: line.of(point, recipe) })),
  }));
  const axisOf = (side: 'left' | 'right'): ChartAxis | null => {
    const line = lines.find(({ scale }) => AXES[scale].right === (side === 'right'));
    if (!line) return null;
    const { values, splits } = AXES[line.scale];
    const found = curves
      .filter(({ axis }) => axis === side)
      .flatMap((curve) => curve.points.map(({ y }) => y).filter(Number.isFinite));
    const at: readonly number[] =
      splits ?? (found.length > 0 ? roundTicks(Math.min(...found), Math.max(...found)) : []);
    const words = values([...at]);
    return {
      ...{ from: at[0] ?? 0, to: at.at(-1) ?? 1 },
      ticks: at.map((value, i) => ({ at: value, words: words[i] ?? '' })),
    };
  };
  const [from, to] = [points[0]?.step ?? 0, points.at(-1)?.step ?? 1];
  const steps = roundTicks(from, Math.max(to, from + 1)).filter(
    (at) => at >= from && at <= to && Number.isInteger(at),
  );
  const right = axisOf('right');
  const { title, of: made, numbers } = madeOf(recipe);
  return {
    x: {
      ...{ from, to: Math.max(to, from + 1), title: say('step') },
      ticks: steps.map((at, i) => ({ at, words: STEP_AXIS.values(steps)[i] ?? '' })),
    },
    left: axisOf('left') ?? { from: 0, to: 1, ticks: [] },
    ...(right ? { right } : {}),
    curves,
    marks: { at: (recipe.changes ?? []).map(({ step }) => step), words: say('a slider moved') },
    caption: [title, made, numbers],
  };
}

/** The page's colours as they are printed on white. */
const COLOURS: Readonly<Record<string, string>> = {
  '--live': FIGURE.live,
  '--wrong': FIGURE.wrong,
  [DIMMED]: FIGURE.quiet,
};
