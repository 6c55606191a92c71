import type { Objective } from '../../../tensors/objective';
import type { SaliencyInfo } from '../../catalog/method-info';
import { BASELINE_LABELS, type Baseline } from '../gradient/baseline-labels';
import { FORWARDS_PER_GRADIENT, picturesAtOnce } from './batch.params';
import { scoreFormula } from '../../objective-options';
import { watchedScore } from '../gradient/score.params';
import { phrase } from '../../../words/say';

export type OcclusionParams = {
  readonly patch: number;
  readonly stride: number;
  readonly fill: Baseline;
  readonly objective: Objective;
  readonly batch: number;
};

const FILLS = ['grey', 'black', 'white', 'blurred', 'noise'] as const;

/** Catalogue entry of the occlusion map. */
export const OCCLUSION: SaliencyInfo<OcclusionParams> = {
  id: 'occlusion',
  exercise: 'saliency',
  title: phrase('Occlusion'),
  about: phrase(
    'Covers the picture with a patch, place after place, and looks how far the score falls. No gradient is involved; what you see is what was tried.',
  ),
  paper: {
    title: 'Zeiler, Fergus 2013: Visualizing and Understanding Convolutional Networks',
    url: 'https://arxiv.org/abs/1311.2901',
  },
  formula: ({ objective }) => ({
    text: phrase(
      'M(i, j) = mean of D_w over the windows w that cover (i, j),  D_w = J(x) − J(x with w := v)',
    ),
    score: scoreFormula(objective),
  }),
  channels: null,
  mapTitle: phrase('Occlusion'),
  meaning: 'about',
  plain: (className) =>
    phrase('Brighter: covering this place changed the score of “{className}” most.', { className }),
  unit: () => phrase('of the score J lost'),
  signWords: () => phrase('Red: the network missed what was covered there. Blue: covering it helped.'),
  cost: {
    gradients: ({ patch, stride }, side) =>
      (Math.floor((side - patch) / stride) + 1) ** 2 / FORWARDS_PER_GRADIENT,
  },
  needs: null,
  comparedWith: null,
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: ({ fill }) => fill === 'noise',
  params: {
    patch: {
      kind: 'number',
      label: phrase('Patch'),
      default: 32,
      min: 4,
      max: 112,
      step: 1,
      integer: true,
      unit: 'px',
      scale: 'linear',
      live: false,
      help: {
        what: phrase('Side of the square that is covered, in pixels of the network’s input.'),
        rises: phrase(
          'Larger falls of the score, in larger blotches. A patch smaller than the object’s parts may change nothing.',
        ),
        try: phrase('32; 16 for finer maps.'),
      },
    },
    stride: {
      kind: 'number',
      label: phrase('Stride'),
      default: 16,
      min: 1,
      max: 112,
      step: 1,
      integer: true,
      unit: 'px',
      scale: 'linear',
      live: false,
      help: {
        what: phrase(
          'How far the patch moves from place to place. Each place costs one forward pass: at 224 pixels, patch 32 and stride 16 make 169. A rest narrower than the stride stays uncovered, and 0, at the right and bottom.',
        ),
        rises: phrase('Fewer places, a coarser map, sooner done. Larger than the patch, it leaves gaps.'),
        try: phrase('Half the patch.'),
      },
    },
    fill: {
      kind: 'choice',
      label: phrase('Cover with'),
      symbol: 'v',
      default: 'grey',
      options: FILLS.map((value) => ({ value, label: BASELINE_LABELS[value] })),
      live: false,
      help: {
        what: phrase(
          'What the patch shows, v. Mean grey is 0 in the network’s own units; blurred is the picture under a blur of 10 pixels.',
        ),
        differs: phrase(
          'A black or white patch may itself look like something to the network. The blur takes away detail alone.',
        ),
        try: phrase('Mean grey.'),
      },
    },
    objective: watchedScore('logit', phrase('Logit; or probability, as in the paper.')),
    batch: picturesAtOnce(),
  },
  presets: [
    {
      id: 'fine',
      title: phrase('Fine'),
      about: phrase('A small patch, moved by half its side: four times the work.'),
      values: { patch: 16, stride: 8 },
    },
    {
      id: 'coarse',
      title: phrase('Quick look'),
      about: phrase('Large patches side by side.'),
      values: { patch: 32, stride: 32 },
    },
  ],
  caution: ({ patch, stride }) =>
    stride > patch
      ? phrase('The stride is larger than the patch: the strips in between are never covered.')
      : null,
};
