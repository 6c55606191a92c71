import type { Feature } from '../../panels/feature';
import { DifferenceControls } from './DifferenceControls';
import { FoolingStage } from './FoolingStage';

/** The photo, what it became, and the difference. */
export const fooling: Feature = {
  id: 'fooling',
  exercise: 'fooling',
  title: 'Fooling',
  settings: [],
  place: 'stage',
  View: FoolingStage,
  controls: { classLabel: 'Class to be read as', Reading: DifferenceControls, iterates: true },
};
