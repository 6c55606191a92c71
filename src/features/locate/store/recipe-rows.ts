import type { BoxRecipe, Masking } from '../../../core/localisation/locate';
import type { ChoiceParam, NumberParam } from '../../../methods/catalog/params';
import { viewDefaults, type ViewTable } from '../../../page/settings/view-tables';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';

export const MASKING_TITLES: Readonly<Record<Masking, Phrase>> = {
  threshold: phrase('Threshold'),
  otsu: phrase('Otsu'),
  grow: phrase('Colour'),
};

/** What each way is called in a sentence: boxed by …. */
export const MASKING_NAMES: Readonly<Record<Masking, Phrase>> = {
  threshold: phrase('threshold'),
  otsu: phrase('otsu'),
  grow: phrase('colour'),
};

/** What the caption says of each way. */
export const MASKING_FORMULAS: Readonly<Record<Masking, Phrase>> = {
  threshold: phrase('mask = M ≥ t · max M'),
  otsu: phrase('mask = M ≥ t*, which parts M into the two groups whose means lie farthest apart (Otsu 1979)'),
  grow: phrase(
    'colours learnt where M is in its top 5 % and its lowest 30 %, then grown over like-coloured neighbours (after Simonyan et al. 2013); M ≥ 25 % of its maximum where colours do not tell them apart',
  ),
};

export const MASKING: ChoiceParam<Masking> = {
  kind: 'choice',
  label: phrase('Box by'),
  default: 'grow',
  options: (['grow', 'threshold', 'otsu'] as const).map((value) => ({
    value,
    label: MASKING_TITLES[value],
  })),
  live: true,
  help: {
    what: phrase(
      'How the map M becomes a mask. Threshold keeps what is above a share of its maximum. Otsu finds that level by itself. Colour learns the object’s colours where the map is strongest and the ground’s where it is weakest, and grows the mask to the edges in the photo.',
    ),
    differs: phrase(
      'From threshold to Otsu to colour, less is for you to set and more is taken from the photo itself.',
    ),
    try: phrase('Colour; then threshold, to see what the map alone says.'),
  },
};

export const THRESHOLD: NumberParam = {
  kind: 'number',
  label: phrase('Threshold'),
  symbol: 't',
  default: 25,
  min: 5,
  max: 90,
  step: 1,
  unit: '%',
  scale: 'linear',
  live: true,
  help: {
    what: phrase('The share t of the smoothed map’s maximum that a pixel needs to be in the mask.'),
    rises: phrase('Smaller boxes, around the strongest evidence alone.'),
    try: phrase('20 %, as class activation maps were first boxed with; 15 to 50 % are usual.'),
  },
};

export const SMOOTHING: NumberParam = {
  kind: 'number',
  label: phrase('Smoothing'),
  symbol: 'σ',
  default: 4,
  min: 0,
  max: 15,
  step: 0.5,
  unit: '%',
  scale: 'linear',
  live: true,
  help: {
    what: phrase(
      'The map is blurred first, by a Gaussian whose standard deviation σ is this share of the picture’s width.',
    ),
    rises: phrase('Speckle joins into blotches; too much, and the box reaches beyond the object.'),
    try: phrase('4 % for gradients; 0 % for Grad-CAM, which is smooth already.'),
  },
};

export const BOXES: NumberParam = {
  kind: 'number',
  label: phrase('Boxes at most'),
  default: 1,
  min: 1,
  max: 8,
  step: 1,
  integer: true,
  unit: '',
  scale: 'linear',
  live: true,
  help: {
    what: phrase(
      'How many patches of the mask get a box, those with most of the map in them first. A patch with less than 5 % of the mask’s evidence gets none.',
    ),
    rises: phrase('More boxes, where the mask falls apart into several patches.'),
    try: phrase('1 for one object; 3 for a group.'),
  },
};

export const BOXES_TABLE: ViewTable<BoxRecipe> = {
  id: 'locate',
  formerly: 'boxes',
  params: { masking: MASKING, threshold: THRESHOLD, smoothing: SMOOTHING, boxes: BOXES },
};

/** What the view opens with: the way of making boxes that located best in the measurement, whatever the map. */
export const DEFAULT_BOXES = viewDefaults(BOXES_TABLE);
