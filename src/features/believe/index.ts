import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { CHECKS_TABLE } from './store/check-params';
import { phrase } from '../../words/say';

/** Tests of the map on screen. */
export const believe: Feature = {
  id: 'believe',
  formerly: 'checks',
  exercise: 'saliency',
  title: phrase('Believe it?'),
  settings: [CHECKS_TABLE],
  ownMaps: true,
  place: 'room',
  shelved: async () => (await import('./store/shelved-checks')).SHELVED_CHECKS,
  ...lateView(phrase('The view “Believe it?”'), () => import('./late')),
};
