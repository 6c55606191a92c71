import { createStore } from 'zustand/vanilla';
import type { Exercise } from '../../methods/catalog/params';
import { requestNow } from '../request/request-now';
import { requestOfRecipe } from '../request/request-of-recipe';
import { isLeftToRun } from '../request/same-request';
import { settingsStore } from '../settings/settings-store';
import { branchPoint } from './branch-point';
import { runStore } from './run-store';

/** Of each exercise the run that Run is to go on with, by its signal, until another takes its place. */
export const branchWishes = createStore<Partial<Record<Exercise, AbortSignal>>>(() => ({}));

/** Has Run go on with the run on the stage, with the settings chosen then. */
export function wishBranch(exercise: Exercise): void {
  branchWishes.setState({ [exercise]: runStore.getState()[exercise].signal });
}

/** Has Run begin anew again. */
export function forgetBranch(exercise: Exercise): void {
  branchWishes.setState({ [exercise]: undefined });
}

/**
 * The step from which Run goes on with the run on the stage; null where it begins anew: nobody wants that, there is no step left to
 * take, or something is chosen now that a run cannot take over on its way, such as another class.
 */
export function wishedBranch(exercise: Exercise): number | null {
  const run = runStore.getState()[exercise];
  if (branchWishes.getState()[exercise] !== run.signal || !run.recipe) return null;
  const asked = requestNow(exercise);
  if (!asked || !isLeftToRun(requestOfRecipe(run.recipe, run.input), asked)) return null;
  return branchPoint(exercise, run, null, settingsStore.getState());
}
