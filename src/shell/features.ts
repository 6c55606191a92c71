import type { Exercise } from '../methods/catalog/params';
import type { ExerciseControls, Feature } from '../panels/feature';
import { believe } from '../features/believe';
import { compare } from '../features/compare';
import { fooling } from '../features/fooling';
import { after } from '../features/fooling/after';
import { foolingMeaning } from '../features/fooling-meaning';
import { layerMap } from '../features/layer-map';
import { limits } from '../features/limits';
import { locate } from '../features/locate';
import { robustness } from '../features/robustness';
import { saliencyMap } from '../features/saliency-map';
import { sweep } from '../features/sweep';
import { trainingData } from '../features/training-data';
import { visualisation } from '../features/visualisation';

/** Everything that stands on the stage, in the order of its tabs: a feature is its folder and its line here. */
export const FEATURES: readonly Feature[] = [
  saliencyMap,
  compare,
  believe,
  limits,
  locate,
  fooling,
  after,
  robustness,
  trainingData,
  foolingMeaning,
  visualisation,
  layerMap,
  sweep,
];

/** What the settings panel holds for an exercise, as its first view says. */
export function controlsOf(exercise: Exercise): ExerciseControls {
  const first = FEATURES.find((feature) => feature.exercise === exercise);
  if (!first?.controls)
    throw new Error(`The first view of “${exercise}” does not say what its settings are.`);
  return first.controls;
}
