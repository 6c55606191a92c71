import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim } from '../attack-rows';
import { BYTES_ALONE, marginScore } from './bytes-alone';
import { phrase } from '../../../words/say';

export type CarliniWagnerParams = {
  readonly steps: number;
  readonly aim: AttackAim;
  readonly searches: number;
  readonly margin: number;
  readonly stepSize: number;
  readonly constant: number;
};

/** Catalogue entry of Carlini and Wagner's attack on the length of the change. */
export const CARLINI_WAGNER_L2: FoolingInfo<CarliniWagnerParams> = {
  id: 'carlini-wagner-l2',
  exercise: 'fooling',
  title: phrase('Carlini and Wagner, length'),
  about: phrase(
    'Weighs two wishes against each other, a short change and a network that is fooled, and searches for the weight at which it is only just fooled. Slow and thorough: it broke most defences of its time.',
  ),
  paper: {
    title: 'Carlini, Wagner 2016: Towards evaluating the robustness of neural networks',
    url: 'https://arxiv.org/abs/1608.04644',
  },
  formula: ({ aim }) => ({
    text: phrase(
      'minimise ‖x′ − x‖₂² + c · max(−J, −κ) over w, x′ = ½ (tanh w + 1), by Adam; c by bisection',
    ),
    score: marginScore({ aim }),
  }),
  ...BYTES_ALONE,
  aim: ({ aim }) => aim,
  notFooled: () => phrase('More searches or steps may do, or a larger first weight.'),
  params: {
    steps: {
      kind: 'number',
      label: phrase('Steps of a search'),
      symbol: 'T',
      default: 60,
      min: 5,
      max: 2000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      live: false,
      help: {
        what: phrase('Adam’s steps for each weight c.'),
        rises: phrase('A shorter change, by less and less; papers take thousands.'),
        try: phrase('60; 500 for a length to report.'),
      },
    },
    aim: AIM,
    searches: {
      kind: 'number',
      label: phrase('Weights tried'),
      default: 5,
      min: 1,
      max: 20,
      step: 1,
      integer: true,
      unit: phrase('weights'),
      scale: 'linear',
      live: false,
      help: {
        what: phrase(
          'So many weights c, each from the photo anew: ten times the last until one fools, then always halfway.',
        ),
        rises: phrase('The weight that only just fools is met more nearly.'),
        try: phrase('5; the paper takes 9.'),
      },
    },
    margin: {
      kind: 'number',
      label: phrase('Margin'),
      symbol: 'κ',
      default: 0,
      min: 0,
      max: 50,
      step: 0.5,
      unit: phrase('logits'),
      scale: 'linear',
      live: false,
      advanced: true,
      help: {
        what: phrase('By so much the winner’s logit must lead for a picture to count: J ≥ κ.'),
        rises: phrase(
          'The network is surer of the wrong answer, and other networks are fooled more often; the change is longer.',
        ),
        try: phrase('0; 10 for pictures that fool other networks, too.'),
      },
    },
    stepSize: {
      kind: 'number',
      label: phrase('Step size'),
      symbol: 'η',
      default: 0.01,
      min: 0.0005,
      max: 0.5,
      step: 0.0005,
      unit: '',
      scale: 'log',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'How far each w goes in a step; 0.01 is about one grey level in the middle of the range.',
        ),
        rises: phrase('Fewer steps are needed, and the length is less exact.'),
        try: phrase('0.01, as in the paper.'),
      },
    },
    constant: {
      kind: 'number',
      label: phrase('First weight'),
      symbol: 'c',
      default: 1,
      min: 0.0001,
      max: 1000,
      step: 0.0001,
      unit: '',
      scale: 'log',
      live: false,
      advanced: true,
      help: {
        what: phrase('The weight of fooling in the first search.'),
        rises: phrase('The first search fools more surely, with a longer change.'),
        try: phrase('1; the paper begins at 0.001 and takes more searches.'),
      },
    },
  },
  presets: [
    {
      id: 'paper',
      title: phrase('As in the paper, shortened'),
      about: phrase('Nine weights from 0.001 on, of 200 steps each instead of 10,000.'),
      values: { steps: 200, searches: 9, stepSize: 0.01, constant: 0.001, margin: 0 },
    },
  ],
};
