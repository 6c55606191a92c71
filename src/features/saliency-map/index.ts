import { FIRST_VIEW } from '../../page/settings/settings-schema';
import { lateCode } from '../../core/records/late-code';
import type { Feature } from '../../panels/feature';
import { MapControls } from './MapControls';
import { SaliencyStage } from './SaliencyStage';
import { phrase, say } from '../../words/say';

const figure = lateCode(phrase('Saving figures'), () => import('./saliency-figure'));

/** The photo beside one map. */
export const saliencyMap: Feature = {
  id: FIRST_VIEW.saliency,
  exercise: 'saliency',
  title: phrase('Map'),
  settings: [],
  shelved: 'run',
  place: 'stage',
  View: SaliencyStage,
  figure: async () => (await figure()).saliencyFigure(),
  controls: { classLabel: () => say('Class to explain'), Reading: MapControls, iterates: false },
};
