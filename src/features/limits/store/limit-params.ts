import type { ChoiceParam, NumberParam } from '../../../methods/catalog/params';
import type { LineDirection } from '../../../core/pictures/straight-line';
import { openPage, type ViewTable } from '../../../page/settings/view-tables';
import type { Sweeping } from './sweep-stops';
import { phrase } from '../../../words/say';

/** The two demonstrations: a photo made weaker, and a straight line beside the curve. */
export const DEMONSTRATIONS = ['contrast', 'line'] as const;
export type Demonstration = (typeof DEMONSTRATIONS)[number];

export const CONTRAST: NumberParam = {
  kind: 'number',
  label: phrase('Contrast'),
  symbol: 'k',
  default: 100,
  min: 0,
  max: 100,
  step: 5,
  unit: '%',
  scale: 'linear',
  live: true,
  help: {
    what: phrase(
      'How much of each colour’s distance to the photo’s mean grey m is left: p′ = m + k (p − m). The network gets exactly this picture.',
    ),
    rises: phrase('the photo comes back; at 100 % it is the very same bytes, at 0 % one grey.'),
    try: phrase('the two objects, then 100 % slowly down to 20 %: when do the maps of the two run into one?'),
  },
};

export const BLUR: NumberParam = {
  kind: 'number',
  label: phrase('Blur'),
  symbol: 'σ',
  default: 0,
  min: 0,
  max: 12,
  step: 0.5,
  unit: 'px',
  scale: 'linear',
  live: true,
  help: {
    what: phrase('The standard deviation of a Gaussian, in pixels of the picture the network sees.'),
    rises: phrase('fine texture goes first, then the outlines, then the objects run into each other.'),
    try: phrase('1 px first: often the map gets calmer. Then 6 px.'),
  },
};

export const SWEEPING: ChoiceParam<Sweeping> = {
  kind: 'choice',
  label: phrase('Sweep'),
  default: 'contrast',
  options: [
    { value: 'contrast', label: phrase('Contrast') },
    { value: 'blur', label: phrase('Blur') },
  ],
  live: true,
  help: {
    what: phrase(
      'Which of the two the sweep weakens the photo by, in ten stops: contrast from 100 % to 10 %, or blur from 0 to 12 px. The other slider stays where it is.',
    ),
    try: phrase('contrast on the two objects.'),
  },
};

export const DIRECTION: ChoiceParam<LineDirection> = {
  kind: 'choice',
  label: phrase('Direction'),
  default: 'against-gradient',
  options: [
    { value: 'against-gradient', label: phrase('Against the gradient') },
    { value: 'with-gradient', label: phrase('Along the gradient') },
    { value: 'noise', label: phrase('Random noise') },
    { value: 'grey', label: phrase('Fade to grey') },
    { value: 'black', label: phrase('Fade to black') },
    { value: 'blurred', label: phrase('Fade to blurred') },
  ],
  live: true,
  help: {
    what: phrase(
      'Where the line leads: a step t·g / ‖g‖ along or against the gradient g, or along noise of the same length (its seed is in the settings), or a fade to another picture: the networks’ mean grey, black, or the photo blurred.',
    ),
    try: phrase('against the gradient, then noise of the same length: the first moves the score far more.'),
  },
};

export const STEP: NumberParam = {
  kind: 'number',
  label: phrase('Largest step'),
  symbol: '‖dx‖',
  default: 5,
  min: 0.5,
  max: 500,
  step: 0.5,
  unit: phrase('in z-score space'),
  scale: 'log',
  live: true,
  help: {
    what: phrase(
      'Length of the longest step: the L2 norm of the change in z-score space, before it is rounded to 8 bits and kept within 0 to 255. The chart tells the same as grey levels.',
    ),
    rises: phrase(
      'the line is followed further from the photo; the straight line was drawn at the photo alone.',
    ),
    try: phrase('5. Then 1, to find where the straight line still holds; then 100.'),
  },
};

export const FADE: NumberParam = {
  kind: 'number',
  label: phrase('Largest fade'),
  symbol: 't',
  default: 100,
  min: 1,
  max: 100,
  step: 1,
  unit: '%',
  scale: 'linear',
  live: true,
  help: {
    what: phrase('How much of the fade is followed: x + t (other − x), each picture rounded to 8 bits.'),
    rises: phrase('the line ends nearer to the other picture; 100 % reaches it.'),
    try: phrase('100 %, then 10 %, to look at the beginning closely.'),
  },
};

/** How the photo is weakened, and by which of the two a sweep goes. */
export interface SweepControls {
  /** Per cent of the distance to the photo's mean grey that is left, 0..100. */
  readonly contrast: number;
  /** Standard deviation of the blur, in pixels. */
  readonly blur: number;
  readonly sweeping: Sweeping;
}

/** What a line is followed with. */
export interface LineControls {
  readonly direction: LineDirection;
  /** Longest step in z-score space, for directions that are no fades. */
  readonly step: number;
  /** How much of a fade is followed, in per cent. */
  readonly fade: number;
}

export const LIMITS_TABLE: ViewTable<{ readonly shown: Demonstration }> = {
  id: 'limits',
  params: { shown: openPage(phrase('Limit'), DEMONSTRATIONS) },
};
export const CONTRAST_TABLE: ViewTable<SweepControls> = {
  id: 'contrast',
  params: { contrast: CONTRAST, blur: BLUR, sweeping: SWEEPING },
};
export const LINE_TABLE: ViewTable<LineControls> = {
  id: 'line',
  params: { direction: DIRECTION, step: STEP, fade: FADE },
};
