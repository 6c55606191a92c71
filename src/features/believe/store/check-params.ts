import type { NumberParam } from '../../../methods/catalog/params';
import { openPage, type ViewTable } from '../../../page/settings/view-tables';
import { phrase } from '../../../words/say';

export const SECTIONS = ['randomise', 'delete', 'noise', 'agreement'] as const;
export type CheckSection = (typeof SECTIONS)[number];

export const DEVIATION: NumberParam = {
  kind: 'number',
  label: phrase('Noise'),
  symbol: 'σ',
  default: 2,
  min: 0.5,
  max: 32,
  step: 0.5,
  unit: phrase('grey levels of 255'),
  scale: 'log',
  live: false,
  help: {
    what: phrase(
      'Standard deviation of the normal noise added to each colour value of the photo, in grey levels of 255. The seed chooses it.',
    ),
    rises: phrase('the noise becomes visible, at about 10, and a map has more reason to change.'),
    try: phrase('2, which no eye sees; then 16.'),
  },
};

/** What of the view's settings the address holds. */
export interface CheckControls {
  readonly section: CheckSection;
  /** Standard deviation of the noise, in grey levels of 255. */
  readonly deviation: number;
}

export const CHECKS_TABLE: ViewTable<CheckControls> = {
  id: 'believe',
  formerly: 'checks',
  params: { section: openPage(phrase('Check'), SECTIONS), deviation: DEVIATION },
};
