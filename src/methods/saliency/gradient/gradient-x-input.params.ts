import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from './score.params';
import { phrase } from '../../../words/say';

export type GradientXInputParams = {
  readonly objective: Objective;
};

/** Catalogue entry of gradient times input. */
export const GRADIENT_X_INPUT: SaliencyInfo<GradientXInputParams> = {
  id: 'gradient-x-input',
  exercise: 'saliency',
  title: phrase('Gradient × input'),
  about: phrase(
    'Multiplies the gradient by the picture itself, measured from mean grey: how much each pixel would add to the score if the network were a straight line. Mean-grey pixels get nothing, however much they matter.',
  ),
  paper: {
    title: 'Shrikumar, Greenside, Shcherbina, Kundaje 2016: Not Just a Black Box',
    url: 'https://arxiv.org/abs/1605.01713',
  },
  formula: ({ objective }) => ({
    text: { before: 'M(i, j) = ', value: 'x(i, j, c) · ∂J / ∂x(i, j, c)', after: '' },
    score: scoreFormula(objective),
  }),
  channels: 'sum',
  mapTitle: phrase('Gradient × input'),
  meaning: 'about',
  plain: (className) =>
    phrase(
      'Brighter: this pixel weighs most for or against “{className}”, as far as a straight line can tell.',
      { className },
    ),
  unit: () => phrase('of the score J'),
  signWords: () => phrase('Red adds to the score, blue takes away.'),
  cost: 'one-gradient',
  needs: null,
  comparedWith: {},
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    objective: differentiatedScore(
      phrase('Logit; then compare with integrated gradients, which follow the curve.'),
    ),
  },
  presets: [],
};
