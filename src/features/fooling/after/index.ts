import { lateView } from '../../../panels/boundary/late-view';
import type { Feature } from '../../../panels/feature';
import { AFTER_TABLE } from './store/after-settings';
import { phrase } from '../../../words/say';

/** What becomes of a fooled picture: how little is enough, what it survives, whom else it fools, what helps. */
export const after: Feature = {
  id: 'after',
  exercise: 'fooling',
  title: phrase('Afterwards'),
  settings: [AFTER_TABLE],
  ownMaps: true,
  place: 'room',
  ...lateView(phrase('The view “Afterwards”'), () => import('./late')),
  shelved: async () => (await import('./store/shelved-after')).SHELVED_AFTER,
};
