import type { MethodInfo } from '../../catalog/params';
import { CAM_DEPTH, type GradCamParams } from './grad-cam.params';
import { differentiatedScore } from '../gradient/score.params';

/** Catalogue entry of guided Grad-CAM. */
export const GUIDED_GRAD_CAM: MethodInfo<GradCamParams> = {
  id: 'guided-grad-cam',
  exercise: 'saliency',
  title: 'Guided Grad-CAM',
  about:
    'Guided backpropagation’s fine outlines, kept only where Grad-CAM sees evidence for the class. Beware: what it shows inside ' +
    'a region still comes from guided backpropagation, which looks at the picture more than at the class.',
  paper: {
    title: 'Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra 2016: Grad-CAM',
    url: 'https://arxiv.org/abs/1610.02391',
  },
  formula: 'M(i, j) = max over c of |r(i, j, c)| · ReLU(Σₖ αₖ · Aₖ)(i, j)',
  image: 'required',
  channels: 'max',
  params: {
    depth: CAM_DEPTH,
    objective: differentiatedScore('Logit, as in the paper.'),
  },
  presets: [],
};
