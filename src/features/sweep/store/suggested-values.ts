import type { ParamValue } from '../../../methods/catalog/params';
import type { AxisChoice } from './axis-choice';
import { type NumberRow, writeIds } from './read-values';
import { OPENING_LISTS } from './sweep-params';
import { say } from '../../../words/say';
import { language } from '../../../words/language';

/** Lists that reports on the course's exercise use. */
const OF_REPORTS: Readonly<Record<string, string>> = {
  lambda: '0, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10',
  stepSize: '1, 5, 25, 100',
  iterations: '50, 100, 200, 400, 800',
  seed: '0, 1, 2, 3',
  blurEvery: '0, 5, 10, 20',
  jitter: '0, 4, 8, 16, 32',
};
const MOST_OF_A_LIST = 6;
const OFFERED: ReadonlySet<string> = new Set([...Object.values(OF_REPORTS), ...OPENING_LISTS]);

/** A list to begin with along an axis; `first` are values that come first where they are in it. */
export function suggestedValues(key: string, choice: AxisChoice, first: readonly ParamValue[]): string {
  if (choice.kind === 'numbers') return OF_REPORTS[key] ?? spread(choice.row);
  const known = choice.options.map(({ value }) => value);
  const wanted = first.filter((value) => known.includes(value));
  if (choice.kind === 'classes') return writeIds([...new Set([...wanted, ...known])].slice(0, 3));
  return writeIds(known.slice(0, MOST_OF_A_LIST));
}

/** From one end of a row to the other, as its control divides it. */
function spread({ min, max, scale }: NumberRow): string {
  if (scale === 'linear') return say('{min} to {max} in 5', { min, max });
  return min > 0
    ? say('{min} to {max} in 5', { min, max })
    : say('0, {min} to {max} in 4', { min: max / 1000, max });
}

/**
 * A field's list of numbers as the language writes it. A link holds those that the lab offers in English; what somebody types stays
 * as it is, and is read in either.
 */
export function listInLanguage(text: string): string {
  return language() === 'fr' && OFFERED.has(text) ? text.replaceAll(', ', ' ; ').replaceAll('.', ',') : text;
}
