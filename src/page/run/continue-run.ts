import type { Exercise } from '../../methods/catalog/params';
import { asLabError } from '../as-lab-error';
import { runRequest } from '../request/map-request';
import { requestOfRecipe } from '../request/request-of-recipe';
import { replayOf } from '../settings/run-recipe';
import { methodOf } from '../settings/settings-schema';
import { paramsOf, settingsStore } from '../settings/settings-store';
import { driveRun } from './drive-run';
import { goOnWithRun, patchRun, runStore } from './run-store';
import { takeTurn } from './start-run';

/**
 * Goes on with an exercise's run that has ended, from where it stands: from there on the parameters that may be moved are those
 * chosen now. The engine takes the way there once more, to the last bit, and shows nothing of it. Does nothing where there is no
 * such run.
 */
export async function continueRun(exercise: Exercise): Promise<void> {
  const { phase, step, recipe, input, target, result } = runStore.getState()[exercise];
  if (!recipe || target === null || step === 0 || (phase !== 'done' && phase !== 'stopped')) return;
  try {
    const method = methodOf(settingsStore.getState(), exercise);
    if (method.id !== recipe.method) return;
    const chosen = Object.entries(paramsOf(settingsStore.getState(), exercise));
    const moved = Object.fromEntries(chosen.filter(([key]) => method.params[key]?.live));
    const { params, changes = [] } = replayOf(recipe);
    const request = {
      // A frame at the start, which is not shown, and then where it stood.
      ...runRequest({ ...requestOfRecipe(recipe, input), target, params }, step),
      changes: [...changes, { step, params: moved }],
    };
    takeTurn(false);
    const signal = goOnWithRun(exercise);
    await driveRun(exercise, request, {
      ...{ signal, yields: false, paused: false, from: step },
      before: { phase, result, recipe },
    });
  } catch (thrown) {
    patchRun(exercise, { phase: 'failed', error: asLabError(thrown) });
  }
}
