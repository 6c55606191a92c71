import type { FoolingInfo } from '../../catalog/method-info';
import { BYTES_ALONE } from './bytes-alone';
import { phrase } from '../../../words/say';

export type DeepFoolParams = {
  readonly steps: number;
  readonly candidates: number;
  readonly overshoot: number;
};

/** Catalogue entry of DeepFool. */
export const DEEP_FOOL: FoolingInfo<DeepFoolParams> = {
  id: 'deepfool',
  exercise: 'fooling',
  title: phrase('Nearest border (DeepFool)'),
  about: phrase(
    'Takes the network for a straight one around the picture, finds the class whose border is nearest, and steps just over it. The length of the change tells how far the photo is from being read as something else.',
  ),
  paper: {
    title:
      'Moosavi-Dezfooli, Fawzi, Frossard 2015: DeepFool, a simple and accurate method to fool deep neural networks',
    url: 'https://arxiv.org/abs/1511.04599',
  },
  formula: () => ({
    text: phrase('r ← r + |J| / ‖w‖₂² · w,  w = ∂J / ∂p,  x′ = x + (1 + o) · r'),
    score: phrase('J = s_k − s_y, k the class with the least |J| / ‖w‖₂'),
  }),
  ...BYTES_ALONE,
  aim: () => 'away',
  notFooled: () => phrase('More steps or a larger overshoot may do.'),
  params: {
    steps: {
      kind: 'number',
      label: phrase('Steps at most'),
      symbol: 'T',
      default: 50,
      min: 1,
      max: 500,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      live: true,
      help: {
        what: phrase('Gives up after T steps. It ends at the first picture of bytes that fools.'),
        rises: phrase('Networks with curved borders get more time; most photos take two to five steps.'),
        try: phrase('50.'),
      },
    },
    candidates: {
      kind: 'number',
      label: phrase('Classes tried'),
      default: 10,
      min: 1,
      max: 50,
      step: 1,
      integer: true,
      unit: phrase('classes'),
      scale: 'linear',
      live: false,
      help: {
        what: phrase('So many of the likeliest other classes are looked at; each costs a gradient a step.'),
        rises: phrase('A nearer border may be found among unlikely classes; each step takes longer.'),
        try: phrase('10, as in the paper.'),
      },
    },
    overshoot: {
      kind: 'number',
      label: phrase('Overshoot'),
      symbol: 'o',
      default: 0.02,
      min: 0,
      max: 1,
      step: 0.01,
      unit: '',
      scale: 'linear',
      live: true,
      advanced: true,
      help: {
        what: phrase(
          'The change is made longer by this share, so that the picture lies beyond the border and not on it.',
        ),
        rises: phrase('Fewer steps, and rounding undoes less; the change is longer than needed.'),
        try: phrase('0.02; 0.2 where rounding undoes it.'),
      },
    },
  },
  presets: [],
};
