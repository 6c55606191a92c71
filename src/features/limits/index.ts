import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { CONTRAST_TABLE, LIMITS_TABLE, LINE_TABLE } from './store/limit-params';
import { phrase } from '../../words/say';

/** What a map cannot say: objects that run into one, and a straight line beside the curve. */
export const limits: Feature = {
  id: 'limits',
  exercise: 'saliency',
  title: phrase('Limits'),
  settings: [LIMITS_TABLE, CONTRAST_TABLE, LINE_TABLE],
  ownMaps: true,
  place: 'room',
  shelved: async () => (await import('./store/shelved-limits')).SHELVED_LIMITS,
  ...lateView(phrase('The view “Limits”'), () => import('./late')),
};
