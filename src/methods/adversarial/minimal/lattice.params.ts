import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim } from '../attack-rows';
import { BYTES_ALONE, marginScore } from './bytes-alone';
import { phrase } from '../../../words/say';

export type LatticeParams = {
  readonly steps: number;
  readonly aim: AttackAim;
  readonly stride: number;
  readonly shrink: number;
};

/** Catalogue entry of the search for the smallest change among pictures of bytes. */
export const LATTICE: FoolingInfo<LatticeParams> = {
  id: 'smallest-change',
  exercise: 'fooling',
  title: phrase('Smallest change in bytes'),
  about: phrase(
    'Looks for the shortest change that fools among pictures that a file can hold: it goes half the way back towards the photo again and again, then steps along the gradient of the rounded picture while the length that its bytes may have shrinks. The length it ends with is the photo’s own measure of robustness.',
  ),
  paper: {
    title: 'Rony et al. 2019: Decoupling direction and norm for efficient gradient-based attacks (DDN)',
    url: 'https://arxiv.org/abs/1811.09600',
  },
  formula: ({ aim }) => ({
    text: phrase(
      'δ ← c · (δ + α ‖δ‖₂ · g / ‖g‖₂), c so that ‖round(δ)‖₂ = ε,  ε ← ε (1 − γ) where it fools, ε (1 + γ) where not,  g = ∂J / ∂p at round(p + δ)',
    ),
    score: marginScore({ aim }),
  }),
  ...BYTES_ALONE,
  aim: ({ aim }) => aim,
  notFooled: () => phrase('More steps may do.'),
  params: {
    steps: {
      kind: 'number',
      label: phrase('Steps'),
      symbol: 'T',
      default: 100,
      min: 12,
      max: 2000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      // The whole schedule is laid out over them.
      live: false,
      help: {
        what: phrase(
          'Steps taken, all of them: as many as it takes to fool, eight to halve the way back, and the rest to shrink the change.',
        ),
        rises: phrase('A shorter change, by less and less.'),
        try: phrase('100; 300 for the last few percent.'),
      },
    },
    aim: AIM,
    stride: {
      kind: 'number',
      label: phrase('First step'),
      symbol: 'α',
      default: 0.6,
      min: 0.01,
      max: 5,
      step: 0.01,
      unit: '',
      scale: 'log',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'Length of the first shrinking step, as a share of the change’s own; the last is a hundredth of it.',
        ),
        rises: phrase('The change turns faster towards the gradient, and may overshoot.'),
        try: phrase('0.6.'),
      },
    },
    shrink: {
      kind: 'number',
      label: phrase('First shrinking'),
      symbol: 'γ',
      default: 0.1,
      min: 0.002,
      max: 0.5,
      step: 0.001,
      unit: '',
      scale: 'log',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'Share by which the allowed length shrinks or grows at the first steps; at the last it is 0.002.',
        ),
        rises: phrase('It closes in faster, and may overshoot.'),
        try: phrase('0.1.'),
      },
    },
  },
  presets: [],
};
