import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { phrase } from '../../words/say';

/** What each layer makes of the photo; a channel chosen there is what the visualisation raises. */
export const layerMap: Feature = {
  id: 'layers',
  exercise: 'visualization',
  title: phrase('Layers'),
  settings: [],
  ownMaps: true,
  place: 'room',
  ...lateView(phrase('The view “Layers”'), () => import('./late')),
  shelved: async () => (await import('./shelved-layers')).SHELVED_LAYERS,
};
