import { fetchPart } from '../../panels/boundary/fetch-part';
import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { TRAINING_TABLE } from './store/training-params';
import { phrase } from '../../words/say';

const NAME = 'The view “Training data”';

/** Many fooled pictures with their true labels, to save and to train on. */
export const trainingData: Feature = {
  id: 'training-data',
  exercise: 'fooling',
  title: phrase('Training data'),
  settings: [TRAINING_TABLE],
  photos: {
    hint: phrase('Drop photos, or a folder of them: each is fooled several times'),
    async take(photos) {
      const { takePhotos } = await fetchPart(NAME, () => import('./store/take-photos'));
      takePhotos(photos);
    },
  },
  shelved: async () => (await import('./store/shelved-training')).SHELVED_TRAINING,
  ownMaps: true,
  place: 'room',
  ...lateView(NAME, () => import('./late')),
};
