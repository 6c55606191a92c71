import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { sweepTable } from './store/sweep-params';

const ID = 'sweep';

/** Class visualisation over two of its settings, as a contact sheet. */
export const sweep: Feature = {
  id: ID,
  exercise: 'visualization',
  title: 'Sweep',
  settings: [sweepTable('visualization', ID)],
  place: 'room',
  View: lateView('The contact sheet', () => import('./late')),
};
