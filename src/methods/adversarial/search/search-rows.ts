import type { ChoiceParam, NumberParam } from '../../catalog/params';

/** What ends a search before its queries are spent. */
export type SearchStop = 'rounded' | 'probability' | 'never';

// Rows that the gradient-free attacks share.

export const SEARCH_STOP: ChoiceParam<SearchStop> = {
  kind: 'choice',
  label: 'Stop when',
  default: 'rounded',
  options: [
    { value: 'rounded', label: 'the picture fools' },
    { value: 'probability', label: 'the probability is reached' },
    { value: 'never', label: 'all queries are spent' },
  ],
  live: true,
  help: {
    what:
      'What ends the search: the best picture so far fools the network (every one asked about is already rounded to 8 bits), or ' +
      'P_y has passed the confidence, or nothing.',
    differs:
      'Stopping at the first success counts how many questions it takes; going on makes the network surer.',
    try: 'The picture fools.',
  },
};

/** How many times the network may be asked. */
export function queriesRow(usual: number, help: NumberParam['help']): NumberParam {
  return {
    kind: 'number',
    label: 'Queries at most',
    symbol: 'T',
    default: usual,
    min: 1,
    max: 20_000,
    step: 1,
    integer: true,
    unit: 'queries',
    scale: 'log',
    live: true,
    help,
  };
}

/** What to try where nothing that was asked about fooled. */
export const lostByRounding = (): string => 'Every picture asked about is rounded already.';
