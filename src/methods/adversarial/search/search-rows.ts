import type { ChoiceParam, NumberParam } from '../../catalog/params';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';

/** What ends a search before its queries are spent. */
export type SearchStop = 'rounded' | 'probability' | 'never';

// Rows that the gradient-free attacks share.

export const SEARCH_STOP: ChoiceParam<SearchStop> = {
  kind: 'choice',
  label: phrase('Stop when'),
  default: 'rounded',
  options: [
    { value: 'rounded', label: phrase('the picture fools') },
    { value: 'probability', label: phrase('the probability is reached') },
    { value: 'never', label: phrase('all queries are spent') },
  ],
  live: true,
  help: {
    what: phrase(
      'What ends the search: the best picture so far fools the network (every one asked about is already rounded to 8 bits), or P_y has passed the confidence, or nothing.',
    ),
    differs: phrase(
      'Stopping at the first success counts how many questions it takes; going on makes the network surer.',
    ),
    try: phrase('The picture fools.'),
  },
};

/** How many times the network may be asked. */
export function queriesRow(usual: number, help: NumberParam['help']): NumberParam {
  return {
    kind: 'number',
    label: phrase('Queries at most'),
    symbol: 'T',
    default: usual,
    min: 1,
    max: 20_000,
    step: 1,
    integer: true,
    unit: phrase('queries'),
    scale: 'log',
    live: true,
    help,
  };
}

/** What to try where nothing that was asked about fooled. */
export const lostByRounding = (): Phrase => phrase('Every picture asked about is rounded already.');
