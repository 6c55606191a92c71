import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';
import type { CheckSection } from '../store/check-params';

export const CHECK_TITLES: Readonly<Record<CheckSection, Phrase>> = {
  randomise: phrase('Randomise'),
  delete: phrase('Delete and insert'),
  noise: phrase('Small noise'),
  agreement: phrase('Agreement'),
};
