import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import type { NumberParam } from '../../catalog/params';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from '../gradient/score.params';
import { phrase } from '../../../words/say';

export type GradCamParams = {
  readonly depth: number;
  readonly objective: Objective;
};

/** The layer picker, shared by Grad-CAM and guided Grad-CAM. */
export const CAM_DEPTH: NumberParam = {
  kind: 'number',
  label: phrase('Layer, counted back'),
  default: 0,
  min: 0,
  max: 200,
  step: 1,
  integer: true,
  layer: true,
  unit: '',
  scale: 'linear',
  live: false,
  help: {
    what: phrase(
      'Which layer A the map is made of: 0 is the last one that still knows where things are, 1 the one before it, and so on.',
    ),
    rises: phrase('Finer grids, but of simpler things: early layers know edges and colours, not classes.'),
    try: phrase('0; then a few layers further back.'),
  },
};

/** Catalogue entry of Grad-CAM. */
export const GRAD_CAM: SaliencyInfo<GradCamParams> = {
  id: 'grad-cam',
  exercise: 'saliency',
  title: 'Grad-CAM',
  about: phrase(
    'Asks a late layer, which knows what but only coarsely where: each of its channels is weighed by how much the class would gain from more of it, and the weighed sum is stretched over the picture. Bright means: this region speaks for the class. The map can be empty where nothing does.',
  ),
  paper: {
    title: 'Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra 2016: Grad-CAM',
    url: 'https://arxiv.org/abs/1610.02391',
  },
  formula: ({ objective }) => ({
    text: 'M = ReLU(Σₖ αₖ · Aₖ),  αₖ = (1/Z) Σᵢⱼ ∂J / ∂Aₖ(i, j)',
    score: scoreFormula(objective),
  }),
  channels: null,
  mapTitle: 'Grad-CAM',
  meaning: 'about',
  plain: (className) => phrase('Brighter: this region speaks for “{className}”.', { className }),
  unit: () => phrase('weighed activation'),
  signWords: () => null,
  cost: 'one-gradient',
  needs: null,
  comparedWith: {},
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    depth: CAM_DEPTH,
    objective: differentiatedScore(
      phrase('Logit, as in the paper; margin, to see what tells the class from the runner-up.'),
    ),
  },
  presets: [],
};
