import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim, CONFIDENCE, EPSILON_LINF } from '../attack-rows';
import { lostByRounding, queriesRow, SEARCH_STOP, type SearchStop } from './search-rows';
import { phrase } from '../../../words/say';

export type SquareParams = {
  readonly epsilon: number;
  readonly queries: number;
  readonly aim: AttackAim;
  readonly share: number;
  readonly stopRule: SearchStop;
  readonly confidence: number;
};

/** Catalogue entry of the square attack. */
export const SQUARE_LINF: FoolingInfo<SquareParams> = {
  id: 'square-linf',
  exercise: 'fooling',
  title: phrase('Squares (no gradient)'),
  about: phrase(
    'Asks the network only for its answers: from stripes of ±ε it tries squares of other colours, smaller and smaller, and keeps those that help. Where it fools what a gradient cannot, the gradient was hidden and not the weakness gone.',
  ),
  paper: {
    title: 'Andriushchenko et al. 2020: Square attack, a query-efficient black-box attack via random search',
    url: 'https://arxiv.org/abs/1912.00049',
  },
  formula: () => ({
    text: phrase(
      'x′ = clip(x + δ), each colour of a random square set to x ± ε, kept where J rises; side √(p · H · W), p halved on the way',
    ),
    score: phrase('J = s_y − the strongest rival’s logit'),
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: null,
  aim: ({ aim }) => aim,
  lostByRounding,
  notFooled: () => phrase('A larger ε or more queries may do; towards one class it takes thousands.'),
  needsPicture: () => true,
  drawsAtRandom: () => true,
  caution: () => null,
  params: {
    epsilon: { ...EPSILON_LINF, step: 1, integer: true },
    queries: queriesRow(1000, {
      what: phrase(
        'The network is asked T times at most. The squares shrink over the first T queries, whatever T is.',
      ),
      rises: phrase('Harder pictures are fooled. Away from a class a few hundred are often enough.'),
      try: phrase('1,000; papers take 5,000.'),
    }),
    aim: { ...AIM, default: 'away' },
    share: {
      kind: 'number',
      label: phrase('First square'),
      symbol: 'p',
      default: 0.8,
      min: 0.01,
      max: 1,
      step: 0.01,
      unit: phrase('of the picture'),
      scale: 'linear',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'Share of the picture that the first squares cover; it is halved again and again as the queries are spent.',
        ),
        rises: phrase('Bolder tries at first; where few queries are allowed, smaller squares are better.'),
        try: phrase('0.8, as in the paper for photos; 0.05 where ε is large.'),
      },
    },
    stopRule: SEARCH_STOP,
    confidence: CONFIDENCE,
  },
  presets: [],
};
