import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from './score.params';
import { phrase } from '../../../words/say';

export type GuidedBackpropParams = {
  readonly rule: 'guided' | 'deconvnet';
  readonly objective: Objective;
};

/** What each ReLU lets back through of r, z being what came in. */
const RULES: Readonly<Record<GuidedBackpropParams['rule'], string>> = {
  guided: 'r · 1[z > 0] · 1[r > 0]',
  deconvnet: 'r · 1[r > 0]',
};

/** Catalogue entry of guided backpropagation and the deconvolutional network. */
export const GUIDED_BACKPROP: SaliencyInfo<GuidedBackpropParams> = {
  id: 'guided-backprop',
  exercise: 'saliency',
  title: phrase('Guided backpropagation'),
  about: phrase(
    'Goes back through the network like a gradient, but throws away everything negative on the way: fine, crisp outlines. Beware: the outlines are those of the picture more than of the class. The map hardly changes when you choose another class, or even when the network’s last layers are replaced by noise (Adebayo et al. 2018). Do not take it as proof.',
  ),
  paper: {
    title: 'Springenberg, Dosovitskiy, Brox, Riedmiller 2014: Striving for Simplicity',
    url: 'https://arxiv.org/abs/1412.6806',
  },
  formula: ({ rule, objective }) => ({
    text: {
      before: phrase('at every ReLU: r ← {rule};  M(i, j) = ', { rule: RULES[rule] }),
      value: 'r(i, j, c)',
      after: '',
    },
    score: scoreFormula(objective),
  }),
  channels: 'max',
  mapTitle: phrase('Guided backpropagation'),
  meaning: 'about',
  plain: (className) =>
    phrase(
      'Brighter: a line or a texture that the network reacts to. It says little about “{className}” itself.',
      { className },
    ),
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
    rule: {
      kind: 'choice',
      label: phrase('Rule at each ReLU'),
      default: 'guided',
      options: [
        { value: 'guided', label: phrase('guided: {rule}', { rule: RULES.guided }) },
        { value: 'deconvnet', label: phrase('deconvnet: {rule}', { rule: RULES.deconvnet }) },
      ],
      live: false,
      help: {
        what: phrase(
          'What each ReLU lets back through, z being what came in and r the gradient from above: guided keeps r where both are above 0, the deconvnet (Zeiler and Fergus 2013) where r is.',
        ),
        differs: phrase(
          'The deconvnet also goes back through units that were silent, so its picture is rougher.',
        ),
        try: phrase('Guided; then change the class and see how little happens.'),
      },
    },
    objective: differentiatedScore(phrase('Logit, as in the paper. Then compare with the plain gradient.')),
  },
  presets: [],
};
