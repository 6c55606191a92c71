import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { picturesAtOnce } from '../perturbation/batch.params';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from './score.params';
import type { Phrase, Words } from '../../../words/message';
import { phrase } from '../../../words/say';

export type SmoothGradParams = {
  readonly average: 'mean' | 'squares' | 'variance';
  readonly samples: number;
  readonly noise: number;
  readonly objective: Objective;
  readonly batch: number;
};

/** What is made of the gradients at each pixel and channel, and what its numbers count. */
const AVERAGES: Readonly<
  Record<SmoothGradParams['average'], { readonly value: Words; readonly unit: Phrase }>
> = {
  mean: { value: '(1/n) Σₖ ∂J(x + eₖ) / ∂x', unit: phrase('per unit of z') },
  squares: { value: '(1/n) Σₖ (∂J(x + eₖ) / ∂x)²', unit: phrase('(per unit of z)²') },
  variance: { value: phrase('variance over k of ∂J(x + eₖ) / ∂x'), unit: phrase('(per unit of z)²') },
};

/** Catalogue entry of SmoothGrad, SmoothGrad-squared and VarGrad. */
export const SMOOTH_GRAD: SaliencyInfo<SmoothGradParams> = {
  id: 'smooth-grad',
  exercise: 'saliency',
  title: 'SmoothGrad',
  about: phrase(
    'Takes the gradient of many copies of the picture, each with fresh random noise on it, and averages them: what hangs on single pixels cancels out, what holds in the neighbourhood stays. You can watch the speckle go.',
  ),
  paper: {
    title: 'Smilkov, Thorat, Kim, Viégas, Wattenberg 2017: SmoothGrad',
    url: 'https://arxiv.org/abs/1706.03825',
  },
  formula: ({ average, objective }) => ({
    text: {
      before: 'M = ',
      value: AVERAGES[average].value,
      after: ',  eₖ ~ N(0, σ²),  σ = r · (max x − min x)',
    },
    score: scoreFormula(objective),
  }),
  channels: 'max',
  mapTitle: 'SmoothGrad',
  meaning: 'about',
  plain: (className, { average }) =>
    average === 'variance'
      ? phrase(
          'Brighter: here noisy copies of the photo disagree most on how a small change would move the score of “{className}”.',
          { className },
        )
      : phrase(
          'Brighter: here a small change would change the score of “{className}” most, over many noisy copies of the photo.',
          { className },
        ),
  unit: ({ average }) => AVERAGES[average].unit,
  signWords: () => null,
  cost: { gradients: ({ samples }) => samples },
  needs: null,
  comparedWith: { samples: 10 },
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => true,
  params: {
    average: {
      kind: 'choice',
      label: phrase('Average of'),
      default: 'mean',
      options: [
        { value: 'mean', label: phrase('the gradients g (SmoothGrad)') },
        { value: 'squares', label: phrase('their squares g² (SmoothGrad-squared)') },
        { value: 'variance', label: phrase('their variance (VarGrad)') },
      ],
      live: true,
      help: {
        what: phrase(
          'What is made of the n gradients g at each pixel and channel: their mean, the mean of g², or their variance.',
        ),
        differs: phrase(
          'The mean keeps what agrees in sign. Squares keep all that is strong, whichever way it points, and look cleaner. The variance shows only where the noise changes the answer.',
        ),
        try: phrase('The mean, as in the paper; you may switch while it runs, no sample is lost.'),
      },
    },
    samples: {
      kind: 'number',
      // The photos of the lab are called samples too, and are other words in other languages.
      label: phrase('Samples{apart}', { apart: '' }),
      symbol: 'n',
      default: 25,
      min: 1,
      max: 1000,
      step: 1,
      integer: true,
      unit: phrase('samples'),
      scale: 'log',
      live: false,
      help: {
        what: phrase('How many noisy copies are averaged, n. Each costs one gradient.'),
        rises: phrase(
          'A calmer map: what is left of the speckle falls with √n. After about 50 little changes.',
        ),
        try: phrase('25; 50 as in the paper. You can stop at any sample and keep the map.'),
      },
    },
    noise: {
      kind: 'number',
      label: phrase('Noise'),
      symbol: 'r',
      default: 15,
      min: 0,
      max: 60,
      step: 1,
      unit: '%',
      scale: 'linear',
      live: false,
      help: {
        what: phrase(
          'How strong the noise is: its standard deviation σ, as a share of the span from the picture’s darkest to its brightest value.',
        ),
        rises: phrase(
          'Smoother and coarser maps; beyond some 30 % the network no longer sees the picture. At 0, the plain gradient.',
        ),
        try: phrase('10 to 20 %.'),
      },
    },
    objective: differentiatedScore(phrase('Logit, as in the paper.')),
    batch: picturesAtOnce(),
  },
  presets: [
    {
      id: 'paper',
      title: 'Smilkov et al.',
      about: phrase('The paper’s middle setting: 50 samples with 15 % noise.'),
      values: { average: 'mean', samples: 50, noise: 15 },
    },
    {
      id: 'squared',
      title: phrase('SmoothGrad-squared'),
      about: phrase('Averages squared gradients, as Hooker et al. 2018 compare it.'),
      values: { average: 'squares', samples: 15, noise: 15 },
    },
    {
      id: 'vargrad',
      title: 'VarGrad',
      about: phrase('The variance of the gradients, as in Adebayo et al. 2018.'),
      values: { average: 'variance', samples: 15, noise: 15 },
    },
  ],
  caution: ({ average, samples }) =>
    average === 'variance' && samples < 2
      ? phrase('A variance needs at least 2 samples; of one it is 0 everywhere.')
      : null,
};
