import type uPlot from 'uplot';
import type { Recipe } from '../../core/records/recipe';
import { valueWords } from '../../export/recipe-words';
import { METHODS } from '../../methods/catalog/catalog';
import type { Param } from '../../methods/catalog/params';
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

/** Where something was moved while a run went on, and to what: `λ 0.01`. */
interface Move {
  readonly step: number;
  readonly words: string;
}

export function movesOf(recipe: Pick<Recipe, 'method' | 'changes'> | null): readonly Move[] {
  const table: Readonly<Record<string, Param>> =
    METHODS.find(({ id }) => id === recipe?.method)?.params ?? {};
  return (recipe?.changes ?? []).map(({ step, params }) => ({
    step,
    words: Object.entries(params)
      .flatMap(([key, value]) => {
        const param = table[key];
        return param ? [valueWords(param, value)] : [];
      })
      .join(' · '),
  }));
}

/** Draws a thin line at each step after which something was moved, and beside it, where there is room, what it was moved to. */
export function markMoves(plot: uPlot, moves: readonly Move[], colour: string): void {
  const { ctx, bbox } = plot;
  const end = bbox.left + bbox.width;
  ctx.save();
  ctx.fillStyle = colour;
  ctx.textBaseline = 'top';
  const places = moves.map(({ step }) => Math.round(plot.valToPos(step, 'x', true)));
  for (const [at, { words }] of moves.entries()) {
    const x = places[at] ?? end;
    if (x < bbox.left || x > end) continue;
    ctx.fillRect(x, bbox.top, MARK_PX, bbox.height);
    const free = Math.min(places[at + 1] ?? end, end) - x;
    if (ctx.measureText(words).width + 2 * WORDS_PX < free) ctx.fillText(words, x + WORDS_PX, bbox.top);
  }
  ctx.restore();
}
const MARK_PX = 1;
const WORDS_PX = 4;
