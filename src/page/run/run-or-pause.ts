import type { Exercise } from '../../methods/catalog/params';
import { branchRun } from './branch-run';
import { wishedBranch } from './branch-wish';
import { handles, runStore } from './run-store';
import { commandRun, startRun } from './start-run';

/** The one primary button: run, go on with what is wished to be gone on with, pause or resume the exercise on screen. */
export function runOrPause(exercise: Exercise): void {
  const { phase } = runStore.getState()[exercise];
  if (!handles.has(exercise)) {
    const from = wishedBranch(exercise);
    void (from === null ? startRun(exercise) : branchRun(exercise, from));
  } else if (phase === 'running') commandRun(exercise, { type: 'pause' });
  else commandRun(exercise, { type: 'resume' });
}
