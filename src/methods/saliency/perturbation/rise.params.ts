import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { FORWARDS_PER_GRADIENT, picturesAtOnce } from './batch.params';
import { scoreFormula } from '../../objective-options';
import { watchedScore } from '../gradient/score.params';
import { phrase } from '../../../words/say';

export type RiseParams = {
  readonly masks: number;
  readonly cells: number;
  readonly keep: number;
  readonly weighting: 'kept' | 'paper';
  readonly objective: Objective;
  readonly batch: number;
};

/** How the scores become a map. */
const AVERAGES: Readonly<Record<RiseParams['weighting'], string>> = {
  kept: 'Σₖ Jₖ · mₖ(i, j) / Σₖ mₖ(i, j) − (1/N) Σₖ Jₖ',
  paper: 'Σₖ Jₖ · mₖ(i, j) / (p · N)',
};

/** Catalogue entry of RISE. */
export const RISE: SaliencyInfo<RiseParams> = {
  id: 'rise',
  exercise: 'saliency',
  title: 'RISE',
  about: phrase(
    'Shows the network hundreds of copies of the picture, each hidden behind a random soft mask, and averages the masks by the score they left: how high it was with this pixel in sight. It looks at the network from outside only, so it needs many masks: let it run until the blotches come to rest.',
  ),
  paper: {
    title: 'Petsiuk, Das, Saenko 2018: RISE, Randomized Input Sampling for Explanation',
    url: 'https://arxiv.org/abs/1806.07421',
  },
  formula: ({ weighting, objective }) => ({
    text: `M(i, j) = ${AVERAGES[weighting]},  Jₖ = J(x ⊙ mₖ)`,
    score: scoreFormula(objective),
  }),
  channels: null,
  mapTitle: 'RISE',
  meaning: 'about',
  plain: (className) =>
    phrase('Brighter: the score of “{className}” stayed highest where this place was in sight.', {
      className,
    }),
  unit: ({ weighting }) =>
    weighting === 'paper' ? phrase('of the score J') : phrase('of the score J above its mean'),
  signWords: ({ weighting }) =>
    weighting === 'paper'
      ? phrase('Red: with this pixel in sight the score was above zero. Blue: it was below.')
      : phrase('Red: with this pixel in sight the score was above its mean. Blue: it was below.'),
  cost: { gradients: ({ masks }) => masks / FORWARDS_PER_GRADIENT },
  needs: null,
  comparedWith: null,
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => true,
  caution: () => null,
  params: {
    masks: {
      kind: 'number',
      label: phrase('Masks'),
      symbol: 'N',
      default: 400,
      min: 1,
      max: 20000,
      step: 1,
      integer: true,
      unit: phrase('masks'),
      scale: 'log',
      live: false,
      help: {
        what: phrase('How many random masks are tried, N. Each costs one forward pass.'),
        rises: phrase('Calmer maps: chance blotches fall with √N.'),
        try: phrase('400 for a first look, 4000 as in the paper. You can stop at any mask and keep the map.'),
      },
    },
    cells: {
      kind: 'number',
      label: phrase('Cells'),
      symbol: 's',
      default: 7,
      min: 2,
      max: 20,
      step: 1,
      integer: true,
      unit: phrase('cells'),
      scale: 'linear',
      live: false,
      help: {
        what: phrase(
          'Each mask is a random grid of s × s cells, kept or hidden, stretched smoothly over the picture and shifted by chance.',
        ),
        rises: phrase('Finer maps, which need many more masks to come to rest.'),
        try: phrase('7.'),
      },
    },
    keep: {
      kind: 'number',
      label: phrase('Share kept'),
      symbol: 'p',
      default: 0.5,
      min: 0.05,
      max: 0.95,
      step: 0.05,
      unit: '',
      scale: 'linear',
      live: false,
      help: {
        what: phrase('With which probability p a cell is kept in sight. What is hidden turns mean grey.'),
        rises: phrase(
          'The network sees more of the picture each time; too much, and no mask makes a difference.',
        ),
        try: phrase('0.5; less for objects that fill the picture.'),
      },
    },
    weighting: {
      kind: 'choice',
      label: phrase('Average'),
      default: 'kept',
      options: [
        { value: 'kept', label: phrase('where kept, less the mean') },
        { value: 'paper', label: phrase('as in the paper: Σ J·m / (p · N)') },
      ],
      live: true,
      advanced: true,
      help: {
        what: phrase(
          'How scores become a map. The paper divides by p · N, how often a pixel should have been kept; we divide by how often it was, and take the mean score off.',
        ),
        differs: phrase(
          'Both have the same limit but for the mean. With few masks the paper’s way also shows which pixels chance kept more often.',
        ),
        try: phrase('Where kept; the other to compare with published maps.'),
      },
    },
    objective: watchedScore('probability', phrase('Probability, as in the paper.')),
    batch: picturesAtOnce(),
  },
  presets: [
    {
      id: 'paper',
      title: 'Petsiuk et al.',
      about: phrase('The paper’s numbers: 4000 masks of 7 × 7 cells, half of them kept. Takes minutes.'),
      values: { masks: 4000, cells: 7, keep: 0.5, weighting: 'paper', objective: 'probability' },
    },
  ],
};
