import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from './score.params';
import { phrase } from '../../../words/say';

export type VanillaGradientParams = {
  readonly objective: Objective;
};

/** Catalogue entry of the vanilla gradient saliency map. */
export const VANILLA_GRADIENT: SaliencyInfo<VanillaGradientParams> = {
  id: 'vanilla-gradient',
  exercise: 'saliency',
  title: phrase('Gradient saliency'),
  about: phrase(
    'Asks of each pixel how strongly the score of the class would answer to a small change of it. Bright means strongly, whether the score would rise or fall. It is a straight-line picture of a curved thing: it says nothing of large changes.',
  ),
  paper: {
    title: 'Simonyan, Vedaldi, Zisserman 2013: Deep Inside Convolutional Networks',
    url: 'https://arxiv.org/abs/1312.6034',
  },
  formula: ({ objective }) => ({
    text: { before: 'M(i, j) = ', value: '∂J / ∂x(i, j, c)', after: '' },
    score: scoreFormula(objective),
  }),
  channels: 'max',
  mapTitle: phrase('Map'),
  meaning: (className) =>
    phrase(
      'The map shows where a small change of a pixel would move the score of “{className}” most; it is a straight-line picture of a curved thing.',
      { className },
    ),
  plain: (className) =>
    phrase('Brighter: here a small change of the pixel would change the score of “{className}” most.', {
      className,
    }),
  unit: () => phrase('per unit of z'),
  signWords: () => null,
  cost: 'one-gradient',
  needs: null,
  comparedWith: {},
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    objective: differentiatedScore(
      phrase('Logit, as in the paper. Then margin, to see what tells the class from the runner-up.'),
    ),
  },
  presets: [],
};
