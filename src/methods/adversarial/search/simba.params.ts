import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim, CONFIDENCE } from '../attack-rows';
import { lostByRounding, queriesRow, SEARCH_STOP, type SearchStop } from './search-rows';
import { phrase } from '../../../words/say';

export type SimbaBasis = 'dct' | 'pixel';

export type SimbaParams = {
  readonly stepSize: number;
  readonly basis: SimbaBasis;
  readonly queries: number;
  readonly aim: AttackAim;
  readonly frequencies: number;
  readonly stopRule: SearchStop;
  readonly confidence: number;
};

/** Catalogue entry of the simple black-box attack. */
export const SIMBA: FoolingInfo<SimbaParams> = {
  id: 'simba',
  exercise: 'fooling',
  title: phrase('One direction at a time (SimBA)'),
  about: phrase(
    'Asks the network only for its answers: takes one direction after another, a smooth wave or a single colour value, tries a step up and a step down, and keeps the one that helps. A page of code is enough to fool a network nobody lets you see.',
  ),
  paper: {
    title: 'Guo et al. 2019: Simple black-box adversarial attacks',
    url: 'https://arxiv.org/abs/1905.07121',
  },
  formula: ({ basis }) => ({
    text:
      basis === 'dct'
        ? phrase('x′ ← clip(x′ ± α · q) where J rises,  q a cosine wave of length 1, none twice')
        : phrase('x′ ← clip(x′ ± α · q) where J rises,  q a single colour value, none twice'),
    score: phrase('J = log P_y'),
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: null,
  aim: ({ aim }) => aim,
  lostByRounding,
  notFooled: () => phrase('More queries or a larger step may do; towards one class it takes thousands.'),
  needsPicture: () => true,
  drawsAtRandom: () => true,
  caution: () => null,
  params: {
    stepSize: {
      kind: 'number',
      label: phrase('Step size'),
      symbol: 'α',
      default: 100,
      min: 1,
      max: 2000,
      step: 1,
      unit: phrase('/ 255'),
      scale: 'log',
      live: true,
      help: {
        what: phrase(
          'Length of each step over all pixels and colours, in grey levels of 255. The paper’s 0.2 is 51.',
        ),
        rises: phrase(
          'Fewer queries, and a change easier to see. A step too small is lost in rounding to 8 bits.',
        ),
        try: phrase('100 with waves; 255 with single values.'),
      },
    },
    basis: {
      kind: 'choice',
      label: phrase('Directions'),
      default: 'dct',
      options: [
        { value: 'dct', label: phrase('smooth waves') },
        { value: 'pixel', label: phrase('single colour values') },
      ],
      live: false,
      help: {
        what: phrase(
          'What is tried one after the other, in an order drawn by the seed: cosine waves over the picture in one colour, or one colour value of one pixel.',
        ),
        differs: phrase(
          'Networks mind smooth changes more, so waves take far fewer queries; single values show that a few pixels can do.',
        ),
        try: phrase('Smooth waves.'),
      },
    },
    queries: queriesRow(1000, {
      what: phrase('The network is asked T times at most: once or twice for every direction.'),
      rises: phrase('Harder pictures are fooled. Away from a class a few hundred are often enough.'),
      try: phrase('1,000.'),
    }),
    aim: { ...AIM, default: 'away' },
    frequencies: {
      kind: 'number',
      label: phrase('Frequencies'),
      default: 16,
      min: 2,
      max: 128,
      step: 1,
      integer: true,
      unit: phrase('per side'),
      scale: 'linear',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'The waves tried have fewer than this many half periods across the picture, each way. Used only with smooth waves.',
        ),
        rises: phrase('Finer waves join in, which networks mind less.'),
        try: phrase('16; an eighth of the side is the paper’s.'),
      },
    },
    stopRule: SEARCH_STOP,
    confidence: CONFIDENCE,
  },
  presets: [],
};
