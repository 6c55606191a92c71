import type { ParamValues, Exercise } from '../../methods/catalog/params';
import { asLabError } from '../as-lab-error';
import { runRequest } from '../request/map-request';
import { requestOfRecipe } from '../request/request-of-recipe';
import { replayOf } from '../settings/run-recipe';
import { methodOf } from '../settings/settings-schema';
import { paramsOf, settingsStore } from '../settings/settings-store';
import { driveRun } from './drive-run';
import { holdFrame } from './held-frame';
import { goOnWithRun, patchRun, runStore, standings, takenBeside } from './run-store';
import { setAside, takeTurn } from './start-run';

/**
 * Goes back to a step that an exercise's run has taken, and on from there: from there on the parameters that may be moved are
 * those chosen now. What came after is given up once it is there. The engine takes the way from where the run last stood, to the
 * last bit, and shows nothing of it. Does nothing where there is no such run, or another method is chosen.
 */
export async function branchRun(exercise: Exercise, step: number): Promise<void> {
  const { phase, result, recipe, input, target, scalars, step: last } = runStore.getState()[exercise];
  const method = methodOf(settingsStore.getState(), exercise);
  if (!recipe || target === null || step > last || method.id !== recipe.method) return;
  try {
    const { params, changes = [] } = replayOf(recipe);
    const past = changes.filter((change) => change.step < step);
    const from = standings[exercise].before(step);
    const request = {
      // A frame where it begins, which is not shown, and then where it goes another way.
      ...runRequest({ ...requestOfRecipe(recipe, input), target, params }, Math.max(1, step)),
      ...takenBeside[exercise],
      changes: [...past, { step, params: liveParams(exercise) }],
      ...(from && { from }),
    };
    standings[exercise].cutAfter(step);
    setAside(exercise);
    takeTurn(false);
    holdFrame(exercise, null);
    const signal = goOnWithRun(exercise);
    const { steps: _, stopped: __, changes: ___, ...begun } = recipe;
    patchRun(exercise, { recipe: { ...begun, params, ...(past.length > 0 && { changes: past }) } });
    const isEnded = phase === 'done' || phase === 'stopped';
    await driveRun(exercise, request, {
      ...{ signal, yields: false, paused: false, from: step },
      before: { phase: isEnded ? phase : 'cancelled', result, recipe, scalars, step: last },
    });
  } catch (thrown) {
    patchRun(exercise, { phase: 'failed', error: asLabError(thrown) });
  }
}

/** What is chosen now of what may be moved while an exercise's run goes on. */
function liveParams(exercise: Exercise): ParamValues {
  const settings = settingsStore.getState();
  const { params } = methodOf(settings, exercise);
  return Object.fromEntries(
    Object.entries(paramsOf(settings, exercise)).filter(([key]) => params[key]?.live),
  );
}
