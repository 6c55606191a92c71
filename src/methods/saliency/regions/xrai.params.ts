import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { picturesAtOnce } from '../perturbation/batch.params';
import { scoreFormula } from '../../objective-options';
import { differentiatedScore } from '../gradient/score.params';
import { phrase } from '../../../words/say';

export type XraiParams = {
  readonly steps: number;
  readonly dilation: number;
  readonly objective: Objective;
  readonly batch: number;
};

/** Catalogue entry of XRAI. */
export const XRAI: SaliencyInfo<XraiParams> = {
  id: 'xrai',
  exercise: 'saliency',
  title: phrase('XRAI (regions)'),
  about: phrase(
    'Integrated gradients by region: the picture is cut into segments, coarse and fine, and the segments are ranked by how much attribution they hold for their size. Colours say which regions matter most; their borders come from the picture, not from the network.',
  ),
  paper: {
    title: 'Kapishnikov, Bolukbasi, Viégas, Terry 2019: XRAI, Better Attributions Through Regions',
    url: 'https://arxiv.org/abs/1906.02825',
  },
  formula: ({ objective }) => ({
    text: phrase(
      'next region = argmax over r of Σ A(i, j) / |r| over the part of r not yet covered;  A = ½ (IG from black + IG from white)',
    ),
    score: scoreFormula(objective),
  }),
  channels: null,
  mapTitle: phrase('XRAI (regions)'),
  meaning: 'about',
  plain: (className) =>
    phrase('Brighter: for its size, this region holds most of the score of “{className}”.', { className }),
  unit: () => phrase('of the score J, per pixel'),
  signWords: () => null,
  cost: { gradients: ({ steps }) => 2 * steps },
  needs: null,
  comparedWith: null,
  refinement: { param: 'steps', taken: ({ steps }) => steps },
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {
    steps: {
      kind: 'number',
      label: phrase('Points for each baseline'),
      symbol: 'n',
      default: 50,
      min: 1,
      max: 1000,
      step: 1,
      integer: true,
      unit: phrase('points'),
      scale: 'log',
      live: false,
      help: {
        what: phrase(
          'At how many points the gradient is taken between black and the picture, and again between white and the picture.',
        ),
        rises: phrase(
          'Steadier rankings. Regions average much noise away, so fewer points do than for integrated gradients.',
        ),
        try: phrase('50; 100 as in the authors’ code.'),
      },
    },
    dilation: {
      kind: 'number',
      label: phrase('Overlap'),
      default: 5,
      min: 0,
      max: 12,
      step: 1,
      integer: true,
      unit: 'px',
      scale: 'linear',
      live: false,
      advanced: true,
      help: {
        what: phrase(
          'By how many pixels each segment reaches beyond its border: gradients are strongest on the border itself, and either side may claim it.',
        ),
        rises: phrase('Rounder regions, which claim the edges of their neighbours.'),
        try: phrase('5.'),
      },
    },
    objective: differentiatedScore(phrase('Logit.')),
    batch: picturesAtOnce(),
  },
  presets: [
    {
      id: 'paper',
      title: 'Kapishnikov et al.',
      about: phrase('As in the authors’ code: 100 points from each of the two baselines.'),
      values: { steps: 100, dilation: 5 },
    },
  ],
};
