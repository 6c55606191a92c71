import { type CsvField, csvText } from '../../../export/csv';
import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import type { LabelOrigin, PhotoMeasure } from '../store/board-store';
import type { BoardReport, ReportNetwork } from './board-report';

const HEAD = [
  'network',
  'photo',
  'class',
  'class_index',
  'class_from',
  'read_as',
  'read_probability',
  'read_rightly',
  'epsilon',
  'attack',
  'towards',
  'fooled',
  'attacked_read_as',
  'linf',
  'l2',
  'steps',
  'falls_at',
  'smallest_l2',
  'effort',
  'seed',
  'fit',
  'parameters',
] as const;

const FROM: Readonly<Record<LabelOrigin, string>> = { said: 'said', known: 'known', read: 'read before' };

/**
 * The board as CSV: one line a photo and attack that it was tried with, or one without an attack where the photo was not read
 * rightly to begin with. Scripts read it: headings, class names and the decimal point are the same in every language. Changes are in grey levels of 255, of the 8-bit pictures.
 */
export function boardCsv({ networks }: BoardReport): string {
  return csvText([HEAD, ...networks.flatMap(linesOf)]);
}

function linesOf({ title, measures, nameOf }: ReportNetwork): (readonly CsvField[])[] {
  return measures.flatMap(({ photo, measure }) => {
    const { made, label, origin, clean, right, trials, falls, smallest } = measure;
    const before = [
      title,
      photo,
      label.name,
      label.index,
      FROM[origin],
      clean.name,
      clean.probability,
      Number(right),
      made.epsilon,
    ];
    const after = [falls ?? undefined, smallest ?? undefined, made.effort, made.seed, made.fit];
    if (trials.length === 0) return [[...before, ...Array<undefined>(7), ...after, undefined]];
    return trials.map((trial) => [
      ...before,
      trial.attack,
      trial.target === null ? undefined : nameOf(trial.target),
      Number(trial.fooled),
      nameOf(trial.read),
      trial.linf,
      trial.l2,
      trial.steps,
      ...after,
      parametersOf(trial.attack, made),
    ]);
  });
}

/** An attack's numbers by their names in the automation API: `epsilon=4 steps=30`. */
function parametersOf(attack: string, { epsilon, effort }: PhotoMeasure['made']): string {
  const params = AUTO_ATTACK.find(({ id }) => id === attack)?.params(epsilon, effort) ?? {};
  return Object.entries(params)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');
}
