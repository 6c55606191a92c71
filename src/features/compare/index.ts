import { fetchPart } from '../../panels/boundary/fetch-part';
import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { phrase } from '../../words/say';

const NAME = 'The comparison table';

/** Photos down, networks and methods across. */
export const compare: Feature = {
  id: 'compare',
  formerly: 'table',
  exercise: 'saliency',
  title: phrase('Compare'),
  settings: [],
  ownMaps: true,
  photos: {
    hint: phrase('Drop photos, or a folder of them: each becomes a row'),
    async take(photos, leftOut) {
      const { addPhotos } = await fetchPart(NAME, () => import('./view/compare-photos'));
      await addPhotos(photos, leftOut);
    },
  },
  shelved: async () => (await import('./store/shelved-table')).SHELVED_TABLE,
  place: 'room',
  ...lateView(NAME, () => import('./late')),
};
