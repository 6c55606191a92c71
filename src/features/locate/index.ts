import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { BOXES_TABLE } from './store/recipe-rows';
import { phrase } from '../../words/say';

/** Boxes from the exercise's own map. */
export const locate: Feature = {
  id: 'locate',
  formerly: 'boxes',
  exercise: 'saliency',
  title: phrase('Locate'),
  settings: [BOXES_TABLE],
  place: 'room',
  shelved: async () => (await import('./store/shelved-methods')).SHELVED_METHODS,
  ...lateView(phrase('The view “Locate”'), () => import('./late')),
};
