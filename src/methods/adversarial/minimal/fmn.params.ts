import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim } from '../attack-rows';
import { BYTES_ALONE, marginScore } from './bytes-alone';
import { phrase } from '../../../words/say';

export type FmnParams = {
  readonly steps: number;
  readonly aim: AttackAim;
  readonly stepSize: number;
  readonly shrink: number;
};

/** Catalogue entry of the fast minimum-norm attack. */
export const FMN_L2: FoolingInfo<FmnParams> = {
  id: 'fmn-l2',
  exercise: 'fooling',
  title: phrase('Smallest change (FMN)'),
  about: phrase(
    'Looks for the shortest change that fools: it steps along the gradient within a ball that shrinks whenever the picture fools and grows whenever it does not. The length it ends with is the photo’s own measure of robustness.',
  ),
  paper: {
    title: 'Pintor et al. 2021: Fast minimum-norm adversarial attacks through adaptive norm constraints',
    url: 'https://arxiv.org/abs/2102.12827',
  },
  formula: ({ aim }) => ({
    text: phrase(
      'δ ← Π_ε(δ + α · g / ‖g‖₂),  ε ← ε (1 − γ) where it fools, ε (1 + γ) where not,  g = ∂J / ∂p',
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
      min: 2,
      max: 2000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      // The whole schedule is laid out over them.
      live: false,
      help: {
        what: phrase('Steps taken, all of them: α and γ fall along a cosine over the whole way.'),
        rises: phrase('A shorter change, by less and less.'),
        try: phrase('100.'),
      },
    },
    aim: AIM,
    stepSize: {
      kind: 'number',
      label: phrase('First step'),
      symbol: 'α',
      default: 255,
      min: 1,
      max: 2550,
      step: 1,
      unit: phrase('/ 255'),
      scale: 'log',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'Length of the first step over all pixels and colours, in grey levels of 255; the last is a hundredth of it.',
        ),
        rises: phrase('Far borders are reached sooner; near ones less finely.'),
        try: phrase('255, which is 1 in the paper.'),
      },
    },
    shrink: {
      kind: 'number',
      label: phrase('First shrinking'),
      symbol: 'γ',
      default: 0.05,
      min: 0.001,
      max: 0.5,
      step: 0.001,
      unit: '',
      scale: 'log',
      live: false,
      advanced: true,
      help: {
        what: phrase('Share by which the ball shrinks or grows at the first steps; at the last it is 0.001.'),
        rises: phrase('It closes in faster, and may overshoot.'),
        try: phrase('0.05, as in the paper.'),
      },
    },
  },
  presets: [],
};
