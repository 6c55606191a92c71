import type { FoolingInfo } from '../../catalog/method-info';
import type { NumberParam } from '../../catalog/params';
import { AIM, type AttackAim, CONFIDENCE } from '../attack-rows';
import { lostByRounding, queriesRow, SEARCH_STOP, type SearchStop } from './search-rows';
import { phrase } from '../../../words/say';

export type NoiseParams = {
  readonly strength: number;
  readonly queries: number;
  readonly aim: AttackAim;
  readonly stopRule: SearchStop;
  readonly confidence: number;
};

/** What both kinds of noise have in common. */
const SHARED = {
  exercise: 'fooling',
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: null,
  aim: ({ aim }) => aim,
  lostByRounding,
  notFooled: () =>
    phrase(
      'Noise has no aim: it takes far more of it than of a change along the gradient. Raise the strength to see how much.',
    ),
  needsPicture: () => true,
  drawsAtRandom: () => true,
  caution: ({ aim }) =>
    aim === 'towards'
      ? phrase('Noise leads to one class of many only by luck: “away from the class” is what it can do.')
      : null,
} as const satisfies Partial<FoolingInfo<NoiseParams>>;

const STRENGTH: Omit<NumberParam, 'label' | 'symbol' | 'help'> = {
  kind: 'number',
  default: 16,
  min: 0,
  max: 255,
  step: 1,
  unit: phrase('/ 255'),
  scale: 'linear',
  live: true,
};

const QUERIES = queriesRow(50, {
  what: phrase(
    'So many draws are tried, each added to the photo itself, and the one that fools best is kept.',
  ),
  rises: phrase('A little more luck; ten times the draws help less than a little more strength.'),
  try: phrase('50.'),
});

/** Away is what noise can do. */
const AWAY = { ...AIM, default: 'away' } as const;

/** Catalogue entry of uniform noise. */
export const UNIFORM_NOISE: FoolingInfo<NoiseParams> = {
  ...SHARED,
  id: 'uniform-noise',
  title: phrase('Uniform noise'),
  about: phrase(
    'Adds noise without any aim, drawn anew each time, and keeps the draw that fools best. Beside an attack of the same ε it shows how special the gradient’s direction is: networks shrug off noise.',
  ),
  paper: {
    title:
      'Fawzi, Moosavi-Dezfooli, Frossard 2016: Robustness of classifiers, from adversarial to random noise',
    url: 'https://arxiv.org/abs/1608.08967',
  },
  formula: () => ({
    text: phrase('x′ = clip(x + u),  u ~ U(−ε, ε) for each colour value, the best of all draws'),
    score: phrase('J = s_y − the strongest rival’s logit'),
  }),
  params: {
    strength: {
      ...STRENGTH,
      label: phrase('Strength'),
      symbol: 'ε',
      help: {
        what: phrase('Each colour value moves by anything up to ε grey levels of 255, up or down.'),
        rises: phrase('Grain gets visible at about 10; the network usually holds on until far beyond that.'),
        try: phrase('16, then up until the network gives in.'),
      },
    },
    queries: QUERIES,
    aim: AWAY,
    stopRule: SEARCH_STOP,
    confidence: CONFIDENCE,
  },
  presets: [],
};

/** Catalogue entry of Gaussian noise. */
export const GAUSSIAN_NOISE: FoolingInfo<NoiseParams> = {
  ...SHARED,
  id: 'gaussian-noise',
  title: phrase('Gaussian noise'),
  about: phrase(
    'Adds the noise of a camera in the dark, drawn anew each time, and keeps the draw that fools best. What an honest disturbance of that size does to the network, beside an attack’s.',
  ),
  paper: {
    title: 'Ford et al. 2019: Adversarial examples are a natural consequence of test error in noise',
    url: 'https://arxiv.org/abs/1901.10513',
  },
  formula: () => ({
    text: phrase('x′ = clip(x + n),  n ~ N(0, σ²) for each colour value, the best of all draws'),
    score: phrase('J = s_y − the strongest rival’s logit'),
  }),
  params: {
    strength: {
      ...STRENGTH,
      label: phrase('Strength'),
      symbol: 'σ',
      help: {
        what: phrase('Standard deviation of the change of each colour value, in grey levels of 255.'),
        rises: phrase('Grain gets visible at about 6; the network usually holds on until far beyond that.'),
        try: phrase('16, then up until the network gives in.'),
      },
    },
    queries: QUERIES,
    aim: AWAY,
    stopRule: SEARCH_STOP,
    confidence: CONFIDENCE,
  },
  presets: [],
};
