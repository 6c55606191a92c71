import { FIRST_VIEW } from '../../page/settings/settings-schema';
import type { Feature } from '../../panels/feature';
import { VisualisationStage } from './VisualisationStage';

/** The picture that a class is. */
export const visualisation: Feature = {
  id: FIRST_VIEW.visualization,
  exercise: 'visualization',
  title: 'Class visualisation',
  settings: [],
  place: 'stage',
  View: VisualisationStage,
  controls: { classLabel: () => 'Class to show', iterates: true },
};
