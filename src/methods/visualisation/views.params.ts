import type { ParamTable } from '../catalog/params';
import { phrase } from '../../words/say';

export type ViewsParams = {
  readonly scaling: number;
  readonly turning: number;
  readonly crops: number;
  readonly cropSide: number;
  readonly cropSideLast: number;
  readonly viewNoise: number;
};

/** How the picture is shown to the network at each step: what holds at many sizes and places is no static. */
export const VIEWS: ParamTable<ViewsParams> = {
  scaling: {
    kind: 'number',
    label: phrase('Random size'),
    default: 0,
    min: 0,
    max: 20,
    step: 5,
    integer: true,
    unit: '%',
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'At each step the picture is shown up to so much larger or smaller, in stops of 5 %, drawn anew.',
      ),
      rises: phrase('Shapes that do not hang on one size.'),
      try: phrase('0, as in the course; 10 with waves.'),
    },
  },
  turning: {
    kind: 'number',
    label: phrase('Random turn'),
    default: 0,
    min: 0,
    max: 20,
    step: 5,
    integer: true,
    unit: '°',
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'At each step the picture is shown turned by up to so many degrees either way, in stops of 5°, drawn anew.',
      ),
      rises: phrase('Shapes that do not hang on one angle.'),
      try: phrase('0, as in the course; 10 with waves.'),
    },
  },
  crops: {
    kind: 'number',
    label: phrase('Random crops'),
    default: 0,
    min: 0,
    max: 32,
    step: 1,
    integer: true,
    unit: phrase('a step'),
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'At each step the network sees so many random crops of the picture instead of it; their mean is raised. 0 shows the picture itself.',
      ),
      rises: phrase('Steadier shapes at many sizes; each step takes as many times as long.'),
      try: phrase('0, as in the course; 6 for MACO.'),
    },
  },
  cropSide: {
    kind: 'number',
    label: phrase('Crops’ side at first'),
    default: 0.5,
    min: 0.05,
    max: 1,
    step: 0.05,
    unit: phrase('of the side'),
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase('About how long a crop’s side is at the first step, as a share of the picture’s.'),
      rises: phrase('Larger shapes come first.'),
      try: phrase('0.5.'),
    },
  },
  cropSideLast: {
    kind: 'number',
    label: phrase('Crops’ side at last'),
    default: 0.25,
    min: 0.05,
    max: 1,
    step: 0.05,
    unit: phrase('of the side'),
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase('About how long a crop’s side is at the last step; in between it goes there evenly.'),
      rises: phrase('Fewer fine details at the end.'),
      try: phrase('0.25.'),
    },
  },
  viewNoise: {
    kind: 'number',
    label: phrase('Noise in what is shown'),
    symbol: 'σ',
    default: 0,
    min: 0,
    max: 1,
    step: 0.01,
    unit: 'z',
    scale: 'linear',
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'Standard deviation of the noise that is added to what the network sees at each step, in its own units.',
      ),
      rises: phrase('Shapes have to be stronger to count.'),
      try: phrase('0; 0.1 for MACO.'),
    },
  },
};
