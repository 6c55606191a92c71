import { FIRST_VIEW } from '../../page/settings/settings-schema';
import type { Feature } from '../../panels/feature';
import { keepQueue } from './queue/queue-store';
import { VisualisationStage } from './VisualisationStage';
import { phrase, say } from '../../words/say';

/** The picture that a class is. */
export const visualisation: Feature = {
  id: FIRST_VIEW.visualization,
  exercise: 'visualization',
  title: phrase('Class visualisation'),
  settings: [],
  place: 'stage',
  follow: keepQueue,
  View: VisualisationStage,
  controls: { classLabel: () => say('Class to show'), iterates: true },
};
