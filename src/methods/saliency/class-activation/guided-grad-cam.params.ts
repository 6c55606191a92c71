import type { SaliencyInfo } from '../../catalog/method-info';
import { CAM_DEPTH, type GradCamParams } from './grad-cam.params';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from '../gradient/score.params';
import { phrase } from '../../../words/say';

/** Catalogue entry of guided Grad-CAM. */
export const GUIDED_GRAD_CAM: SaliencyInfo<GradCamParams> = {
  id: 'guided-grad-cam',
  exercise: 'saliency',
  title: phrase('Guided Grad-CAM'),
  about: phrase(
    'Guided backpropagation’s fine outlines, kept only where Grad-CAM sees evidence for the class. Beware: what it shows inside a region still comes from guided backpropagation, which looks at the picture more than at the class.',
  ),
  paper: {
    title: 'Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra 2016: Grad-CAM',
    url: 'https://arxiv.org/abs/1610.02391',
  },
  formula: ({ objective }) => ({
    text: { before: 'M(i, j) = ', value: 'r(i, j, c)', after: ' · ReLU(Σₖ αₖ · Aₖ)(i, j)' },
    score: scoreFormula(objective),
  }),
  channels: 'max',
  mapTitle: phrase('Guided Grad-CAM'),
  meaning: 'about',
  plain: (className) =>
    phrase('Brighter: a line or a texture in the region that speaks for “{className}”.', { className }),
  unit: () => phrase('slope × activation'),
  signWords: () => null,
  cost: 'one-gradient',
  needs: null,
  comparedWith: null,
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    depth: CAM_DEPTH,
    objective: differentiatedScore(phrase('Logit, as in the paper.')),
  },
  presets: [],
};
