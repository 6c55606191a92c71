import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { sweepTable } from './store/sweep-params';
import { phrase } from '../../words/say';

const ID = 'sweep';

/** Class visualisation over two of its settings, as a contact sheet. */
export const sweep: Feature = {
  id: ID,
  exercise: 'visualization',
  title: phrase('Sweep'),
  settings: [sweepTable('visualization', ID)],
  ownMaps: true,
  place: 'room',
  shelved: async () => (await import('./store/shelved-sheet')).SHELVED_SHEET,
  ...lateView(phrase('The contact sheet'), () => import('./late')),
};
