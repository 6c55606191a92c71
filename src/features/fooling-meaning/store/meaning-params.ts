import type { NumberParam } from '../../../methods/catalog/params';
import type { ViewTable } from '../../../page/settings/view-tables';
import { phrase } from '../../../words/say';

/** What of the view's settings the address holds. */
export interface MeaningControls {
  /** The most by which a value may change, in grey levels. */
  readonly epsilon: number;
}

export const EPSILON: NumberParam = {
  kind: 'number',
  label: phrase('Each value moves by at most'),
  symbol: 'ε',
  default: 8,
  min: 0,
  max: 16,
  step: 1,
  integer: true,
  unit: phrase('of 255'),
  scale: 'linear',
  live: true,
  help: {
    what: phrase(
      'Every colour value of the photo is moved by ε grey levels, up or down, whichever way turns the network from the class it reads to the other.',
    ),
    rises: phrase('the push grows in proportion; from about 8 on, eyes see it.'),
    try: phrase('1, the least that a picture file can hold.'),
  },
};

export const MEANING_TABLE: ViewTable<MeaningControls> = {
  id: 'fooling-meaning',
  params: { epsilon: EPSILON },
};
