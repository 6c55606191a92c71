import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { MEANING_TABLE } from './store/meaning-params';
import { phrase } from '../../words/say';

/** Why so little is enough, with the reader's own photo, and what follows from it. */
export const foolingMeaning: Feature = {
  id: 'fooling-meaning',
  exercise: 'fooling',
  title: phrase('What it means'),
  settings: [MEANING_TABLE],
  shelved: async () => (await import('./store/shelved-meaning')).SHELVED_MEANING,
  ownMaps: true,
  place: 'room',
  ...lateView(phrase('The view “What it means”'), () => import('./late')),
};
