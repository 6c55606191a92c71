import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';
import type { Demonstration } from '../store/limit-params';

export const DEMONSTRATION_TITLES: Readonly<Record<Demonstration, Phrase>> = {
  contrast: phrase('Low contrast'),
  line: phrase('A straight line'),
};
