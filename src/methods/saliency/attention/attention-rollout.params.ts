import { phrase } from '../../../words/say';
import type { SaliencyInfo } from '../../catalog/method-info';

/** It has no parameters. */
export type NoParams = Readonly<Record<string, never>>;

/** Catalogue entry of attention rollout. */
export const ATTENTION_ROLLOUT: SaliencyInfo<NoParams> = {
  id: 'attention-rollout',
  exercise: 'saliency',
  title: phrase('Attention rollout'),
  about: phrase(
    'Follows a transformer’s attention through all of its layers: how much of each patch has reached the class token when the last layer is done. Each layer’s attention is averaged over its heads and, as every block adds to what it reads, mixed half and half with staying where one is. It is the same for every class: it shows what was gathered, not what for.',
  ),
  paper: {
    title: 'Abnar, Zuidema 2020: Quantifying Attention Flow in Transformers',
    url: 'https://arxiv.org/abs/2005.00928',
  },
  formula: () => ({
    text: phrase('M = (Ã_L · … · Ã₁)(class token, patches),  Ã_l = (I + mean over heads of A_l) / 2'),
    score: phrase('A_l = softmax(Q · Kᵀ / √d), for each head of layer l'),
  }),
  channels: null,
  mapTitle: phrase('Attention rollout'),
  meaning: () =>
    phrase(
      'The map shows from which patches attention gathered what the last layer reads; it is the same for every class.',
    ),
  plain: () => phrase('Brighter: attention passes more of this place on to the answer, whatever the class.'),
  unit: () => phrase('share of what was gathered'),
  signWords: () => null,
  cost: 'one-gradient',
  needs: 'attention',
  comparedWith: null,
  refinement: null,
  needsPicture: () => true,
  drawsAtRandom: () => false,
  caution: () => null,
  params: {},
  presets: [],
};
