import type { Exercise } from '../../methods/catalog/params';
import { branchRun } from './branch-run';
import { runStore } from './run-store';

/** Goes on with an exercise's run that has ended, from where it stands (see `branchRun`). Does nothing where there is no such run. */
export async function continueRun(exercise: Exercise): Promise<void> {
  const { phase, step } = runStore.getState()[exercise];
  if (step > 0 && (phase === 'done' || phase === 'stopped')) await branchRun(exercise, step);
}
