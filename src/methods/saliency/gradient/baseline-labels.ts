import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';

/** A picture that stands for "nothing there". */
export type Baseline = 'black' | 'white' | 'grey' | 'blurred' | 'noise';

export const BASELINE_LABELS: Readonly<Record<Baseline, Phrase>> = {
  black: phrase('black'),
  white: phrase('white'),
  grey: phrase('mean grey'),
  blurred: phrase('the picture, blurred'),
  noise: phrase('random noise'),
};
