import { EFFORTS, type Effort } from '../../../methods/catalog/auto-attack';
import type { ChoiceParam, NumberParam } from '../../../methods/catalog/params';
import type { ViewTable } from '../../../page/settings/view-tables';
import { phrase } from '../../../words/say';

/** Whose accuracy is measured: the drawings that come with the page, or the photos opened in this visit. */
export const PHOTO_SETS = ['samples', 'opened'] as const;
export type PhotoSet = (typeof PHOTO_SETS)[number];

export const EPSILON: NumberParam = {
  kind: 'number',
  label: phrase('Largest change'),
  symbol: 'ε',
  default: 4,
  min: 1,
  max: 16,
  step: 1,
  integer: true,
  unit: '/ 255',
  scale: 'linear',
  live: false,
  help: {
    what: phrase(
      'No colour value of a photo may move by more than ε grey levels of 255. Pictures count as they would be saved, in 8 bits.',
    ),
    rises: phrase('Less accuracy is left. The curve goes up to ε.'),
    try: phrase('4, the number that robust networks for photos are compared by; 8 for one that stands at 4.'),
  },
};

export const EFFORT: ChoiceParam<Effort> = {
  kind: 'choice',
  label: phrase('Effort'),
  default: EFFORTS[0],
  options: [
    { value: 'quick', label: phrase('Quick') },
    { value: 'full', label: phrase('Full') },
  ],
  live: false,
  help: {
    what: phrase(
      'How long each attack tries. Quick: 30 steps, towards 3 classes, 300 queries. Full: 100 steps, towards 9 classes, 5,000 queries.',
    ),
    differs: phrase(
      'A network trained as usual falls either way. One that resists looks stronger to quick attacks than it is.',
    ),
    try: phrase('Quick first; full for a number that you report.'),
  },
};

export const PHOTOS: ChoiceParam<PhotoSet> = {
  kind: 'choice',
  label: phrase('Photos'),
  default: PHOTO_SETS[0],
  options: [
    { value: 'samples', label: phrase('The samples') },
    { value: 'opened', label: phrase('Your photos') },
  ],
  live: false,
  help: {
    what: phrase(
      'The sixteen drawings that come with the page, each of a class that is known; or the photos you opened in this visit.',
    ),
    try: phrase('the samples; then drop photos of your own.'),
  },
};

export type RobustnessParams = {
  readonly photos: PhotoSet;
  readonly epsilon: number;
  readonly effort: Effort;
};

/** What the board's own settings are, which links hold. */
export const ROBUSTNESS_TABLE: ViewTable<RobustnessParams> = {
  id: 'robustness',
  params: { photos: PHOTOS, epsilon: EPSILON, effort: EFFORT },
};
