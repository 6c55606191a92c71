import type { Exercise } from '../methods/catalog/params';
import type { Phrase } from '../words/message';
import { phrase } from '../words/say';

/** What the exercises are called: in the header, and where there is less room. */
export const EXERCISE_TITLES: Readonly<Record<Exercise, { readonly title: Phrase; readonly short: Phrase }>> =
  {
    saliency: { title: phrase('Saliency'), short: phrase('Saliency') },
    fooling: { title: phrase('Fooling'), short: phrase('Fooling') },
    visualization: { title: phrase('Class visualisation'), short: phrase('Visualise') },
  };
