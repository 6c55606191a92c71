import type { ChoiceParam, Exercise, TextParam } from '../../../methods/catalog/params';
import { methodsFor } from '../../../page/settings/settings-schema';
import type { ViewTable } from '../../../page/settings/view-tables';
import { SEEDS, type Seeds } from '../../../sweep/sweep-plan';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';

/** No second thing to go along. */
export const NO_AXIS = 'none';

export type SweepParams = {
  /** What each side goes along: a parameter's key, `network`, `target`, `preset` or `seed`; columns may be `none`. */
  readonly rows: string;
  readonly columns: string;
  /** Numbers as they are typed, or ids (`writeIds`). */
  readonly rowValues: string;
  readonly columnValues: string;
  readonly seeds: Seeds;
};

export const SEED_CHOICE: ChoiceParam<Seeds> = {
  kind: 'choice',
  label: phrase('Random numbers'),
  default: SEEDS[0],
  options: [
    { value: 'shared', label: phrase('One seed') },
    { value: 'varied', label: phrase('A seed each') },
  ],
  live: false,
  help: {
    what: phrase(
      'Whether every picture draws its random numbers (the start, the jitter) from the one seed of the settings, or each from the next seed.',
    ),
    differs: phrase(
      'With one seed, two pictures differ by what you vary alone. With a seed each, you see what chance does besides.',
    ),
    try: phrase('One seed.'),
  },
};

/** Letters that a link holds of a list. */
const LONGEST = 400;

/** What a sheet opens with where a method has them: the penalty by the step size, whose product says when it is too much. */
const FIRST = {
  rows: 'lambda',
  rowValues: '0, 0.0001, 0.001, 0.01, 0.1',
  columns: 'stepSize',
  columnValues: '1, 5, 25',
};
const ELSE = { rows: 'seed', rowValues: '0, 1, 2, 3', columns: NO_AXIS, columnValues: '' };
/** The lists of numbers that a sheet opens with. */
export const OPENING_LISTS: readonly string[] = [FIRST.rowValues, FIRST.columnValues, ELSE.rowValues];

/** What an exercise's sheet has of settings of its own, which links hold. `id` is its view's. */
export function sweepTable(exercise: Exercise, id: string): ViewTable<SweepParams> {
  const [{ params }] = methodsFor(exercise);
  const opens = FIRST.rows in params && FIRST.columns in params ? FIRST : ELSE;
  const text = (label: Phrase, key: keyof typeof opens): TextParam => ({
    kind: 'text',
    label,
    default: opens[key],
    longest: LONGEST,
    live: false,
    help: { what: label, try: opens[key] },
  });
  return {
    id,
    params: {
      rows: text(phrase('Rows'), 'rows'),
      columns: text(phrase('Columns'), 'columns'),
      rowValues: text(phrase('Values of the rows'), 'rowValues'),
      columnValues: text(phrase('Values of the columns'), 'columnValues'),
      seeds: SEED_CHOICE,
    },
  };
}
