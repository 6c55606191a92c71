import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { BASELINE_LABELS, type Baseline } from './baseline-labels';
import { picturesAtOnce } from '../perturbation/batch.params';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from './score.params';
import { phrase } from '../../../words/say';

export type IntegratedGradientsParams = {
  readonly baseline: Baseline;
  readonly steps: number;
  readonly tolerance: number;
  readonly blur: number;
  readonly objective: Objective;
  readonly batch: number;
};

const BASELINES = ['black', 'white', 'grey', 'blurred', 'noise'] as const;

/** Catalogue entry of integrated gradients. */
export const INTEGRATED_GRADIENTS: SaliencyInfo<IntegratedGradientsParams> = {
  id: 'integrated-gradients',
  exercise: 'saliency',
  title: phrase('Integrated gradients'),
  about: phrase(
    'Fades the picture in from a baseline and adds up the gradients on the way. The values then add up to the whole difference in score between the two. The completeness gap says how exactly they do.',
  ),
  paper: {
    title: 'Sundararajan, Taly, Yan 2017: Axiomatic Attribution for Deep Networks',
    url: 'https://arxiv.org/abs/1703.01365',
  },
  formula: ({ objective }) => ({
    text: {
      before: 'M(i, j) = ',
      value: '(x − b) · (1/n) Σₖ ∂J(b + aₖ · (x − b)) / ∂x',
      after: ',  aₖ = (k + ½) / n',
    },
    score: scoreFormula(objective),
  }),
  channels: 'sum',
  mapTitle: phrase('Integrated gradients'),
  meaning: 'about',
  plain: (className) =>
    phrase(
      'Brighter: this pixel added most to the score of “{className}”, or took most from it, as the photo was faded in.',
      { className },
    ),
  unit: () => phrase('of the score J'),
  signWords: () => phrase('Red pixels raised the score, blue ones lowered it.'),
  cost: { gradients: ({ steps }) => steps },
  needs: null,
  comparedWith: { steps: 25 },
  refinement: {
    param: 'steps',
    // It may have taken more than it was asked for.
    taken: ({ steps }, { samples = 0 }) => Math.max(steps, samples),
  },
  needsPicture: () => true,
  drawsAtRandom: ({ baseline }) => baseline === 'noise',
  caution: () => null,
  params: {
    baseline: {
      kind: 'choice',
      label: phrase('Baseline'),
      symbol: 'b',
      default: 'grey',
      options: BASELINES.map((value) => ({ value, label: BASELINE_LABELS[value] })),
      live: false,
      help: {
        what: phrase(
          'The picture b that stands for “nothing there”, from which yours is faded in. Each pixel is credited for its difference from it.',
        ),
        differs: phrase(
          'Pixels equal to the baseline get nothing: with black, dark objects vanish from the map. A blurred baseline asks what the detail adds. Noise is drawn from the seed.',
        ),
        try: phrase(
          'Mean grey, which says nothing to the network. Black, as in the paper, may by chance score as the picture does: then there is hardly a difference to share out, and the gap is large.',
        ),
      },
    },
    steps: {
      kind: 'number',
      label: phrase('Points'),
      symbol: 'n',
      default: 100,
      min: 1,
      max: 2000,
      step: 1,
      integer: true,
      unit: phrase('points'),
      scale: 'log',
      live: false,
      help: {
        what: phrase(
          'At how many points between baseline and picture the gradient is taken, n. Each costs one gradient; they are taken spread out, so that the map is whole early.',
        ),
        rises: phrase(
          'A smaller completeness gap, though not at every step: some pictures cross sharp bends.',
        ),
        try: phrase('100. With 25 the gap is often above 5 %.'),
      },
    },
    tolerance: {
      kind: 'number',
      label: phrase('Refine until the gap is under'),
      default: 2,
      min: 0,
      max: 20,
      step: 0.1,
      unit: '%',
      scale: 'linear',
      live: true,
      help: {
        what: phrase(
          'Where the gap is larger than this after n points, two more are put between each two: 3n, and once more, 9n. No point is wasted. At 0, n is all.',
        ),
        rises: phrase('The run ends sooner, with a larger gap.'),
        try: phrase(
          '2 %; 0.5 % for a map to rely on. Where picture and baseline score nearly the same, no number of points may do.',
        ),
      },
    },
    blur: {
      kind: 'number',
      label: phrase('Blur of the baseline'),
      symbol: 'σ',
      default: 10,
      min: 1,
      max: 40,
      step: 1,
      unit: 'px',
      scale: 'linear',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'Standard deviation σ of the blur, where the baseline is the blurred picture. Other baselines do not use it.',
        ),
        rises: phrase('Larger shapes count as detail too.'),
        try: phrase('10.'),
      },
    },
    objective: differentiatedScore(phrase('Logit; or probability, as in the paper.')),
    batch: picturesAtOnce(),
  },
  presets: [
    {
      id: 'paper',
      title: 'Sundararajan et al.',
      about: phrase('The paper’s choices: from black, the probability, 300 points.'),
      values: { baseline: 'black', steps: 300, tolerance: 0, objective: 'probability' },
    },
    {
      id: 'exact',
      title: phrase('Gap under 1 %'),
      about: phrase('Goes on until the values add up to within one hundredth.'),
      values: { baseline: 'grey', steps: 100, tolerance: 1, objective: 'logit' },
    },
  ],
};
