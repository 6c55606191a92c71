import type uPlot from 'uplot';
import { type ParamChange, type Recipe } from '../../core/records/recipe';
import type { LivePoint } from '../../core/records/run-history';
import { short } from '../../ui/numbers/numbers';
import { whole, writeNumber } from '../../words/number';

/** A line of a live curve. They are told apart by width as well as by colour; not by dashes, which cost a page without a GPU its pace. */
export interface CurveLine {
  /** Its value at a point of a run that goes by `recipe`. */
  readonly of: (point: LivePoint, recipe: Recipe | null) => number;
  readonly scale: CurveScale;
  /** The colour, as a variable of the page. */
  readonly colour: string;
  readonly width: number;
}
type CurveScale = keyof typeof AXES;

const TARGET: CurveLine = { of: (point) => point.probability, scale: 'p', colour: '--live', width: 2.5 };
const RIVAL: CurveLine = {
  of: (point) => point.rivalProbability,
  scale: 'p',
  colour: '--wrong',
  width: 1.5,
};
export const DIMMED = '--mantine-color-dimmed';

const shares = (ticks: readonly number[]): string[] =>
  ticks.map((tick) => writeNumber(`${Math.round(tick * 100)} %`));
const numbers = (ticks: readonly number[]): string[] => ticks.map(short);

/** The axis of the steps, of which there is no half one. */
export const STEP_AXIS = {
  incrs: [0, 1, 2, 3, 4, 5, 6]
    .flatMap((power) => [1, 2, 2.5, 5].map((part) => part * 10 ** power))
    .filter(Number.isInteger),
  values: (ticks: readonly number[]): string[] => ticks.map(whole),
};

/** How the scales are written: those on the right have no grid of their own. */
export const AXES = {
  p: { right: false, values: shares, splits: [0, 0.5, 1] },
  logit: { right: true, values: numbers, splits: null },
  length: { right: false, values: numbers, splits: null },
  size: { right: true, values: numbers, splits: null },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly right: boolean;
      readonly values: (ticks: readonly number[]) => string[];
      readonly splits: readonly number[] | null;
    }
  >
>;

/** What a live curve may show: a class's score on its way up, how long picture and steps are, or how classes stand against each other. */
export const LINES = {
  score: [TARGET, RIVAL, { of: (point) => point.logit, scale: 'logit', colour: DIMMED, width: 1.25 }],
  way: [
    { of: (point) => point.length, scale: 'length', colour: '--live', width: 2.5 },
    { of: stepSizeAt, scale: 'size', colour: DIMMED, width: 1.25 },
  ],
  classes: [{ of: (point) => point.beforeProbability, scale: 'p', colour: DIMMED, width: 2 }, RIVAL, TARGET],
} as const satisfies Readonly<Record<string, readonly CurveLine[]>>;
export type CurveSubject = keyof typeof LINES;

const STEP_SIZE = 'stepSize';

/** The step size that acted on the way to a point; NaN where the method has none. */
export function stepSizeAt({ step }: Pick<LivePoint, 'step'>, recipe: Recipe | null): number {
  const moved = recipe?.changes?.findLast((change) => change.step < step && STEP_SIZE in change.params);
  const size = (moved ?? recipe)?.params[STEP_SIZE];
  return typeof size === 'number' ? size : Number.NaN;
}

/** Draws a thin line at each step after which something was moved. */
export function markMoves(plot: uPlot, changes: readonly ParamChange[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { step } of changes) {
    const x = Math.round(plot.valToPos(step, 'x', true));
    if (x >= bbox.left && x <= bbox.left + bbox.width) ctx.fillRect(x, bbox.top, MARK_PX, bbox.height);
  }
  ctx.restore();
}
const MARK_PX = 1;
