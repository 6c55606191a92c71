import { fetchPart } from '../../panels/boundary/fetch-part';
import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { ROBUSTNESS_TABLE } from './store/robustness-params';
import { phrase } from '../../words/say';

const NAME = 'The robustness board';

/** How much of a network's accuracy is left under attack, over many photos. */
export const robustness: Feature = {
  id: 'robustness',
  exercise: 'fooling',
  title: phrase('Robustness'),
  settings: [ROBUSTNESS_TABLE],
  photos: {
    hint: phrase('Drop photos, or a folder of them: their robustness can be measured'),
    async take(photos) {
      const { takePhotos } = await fetchPart(NAME, () => import('./store/take-photos'));
      takePhotos(photos);
    },
  },
  shelved: async () => (await import('./store/shelved-board')).SHELVED_BOARD,
  ownMaps: true,
  place: 'room',
  ...lateView(NAME, () => import('./late')),
};
