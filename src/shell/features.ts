import type { Feature } from '../panels/feature';
import { believe } from '../features/believe';
import { compare } from '../features/compare';
import { fooling } from '../features/fooling';
import { limits } from '../features/limits';
import { locate } from '../features/locate';
import { saliencyMap } from '../features/saliency-map';
import { visualisation } from '../features/visualisation';

/** Everything that stands on the stage, in the order of its tabs: a feature is its folder and its line here. */
export const FEATURES: readonly Feature[] = [
  saliencyMap,
  compare,
  believe,
  limits,
  locate,
  fooling,
  visualisation,
];
