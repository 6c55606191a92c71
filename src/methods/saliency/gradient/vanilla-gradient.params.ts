import type { Objective } from '../../../tensors/objective';
import type { MethodInfo } from '../../catalog/params';
import { differentiatedScore } from './score.params';

export type VanillaGradientParams = {
  readonly objective: Objective;
};

/** Catalogue entry of the vanilla gradient saliency map. */
export const VANILLA_GRADIENT: MethodInfo<VanillaGradientParams> = {
  id: 'vanilla-gradient',
  exercise: 'saliency',
  title: 'Gradient saliency',
  about:
    'Asks of each pixel how strongly the score of the class would answer to a small change of it. Bright means strongly, ' +
    'whether the score would rise or fall. It is a straight-line picture of a curved thing: it says nothing of large changes.',
  paper: {
    title: 'Simonyan, Vedaldi, Zisserman 2013: Deep Inside Convolutional Networks',
    url: 'https://arxiv.org/abs/1312.6034',
  },
  formula: 'M(i, j) = max over c of |∂J / ∂x(i, j, c)|',
  image: 'required',
  channels: 'max',
  params: {
    objective: differentiatedScore(
      'Logit, as in the paper. Then margin, to see what tells the class from the runner-up.',
    ),
  },
  presets: [],
};
