import type { Recipe } from '../../core/records/recipe';
import { METHODS } from '../../methods/catalog/catalog';
import type { MethodInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import { acceptedParams, unsaidParams } from '../../methods/catalog/resolve-params';
import type { RunRequest } from '../../engine/protocol/protocol';

/**
 * What a recipe's run is made again with. A run that was stopped, or a picture from its middle, ends where it was saved;
 * recipes from before that was noted have it in their number of iterations alone.
 */
export function replayOf(recipe: Recipe): Pick<RunRequest, 'params' | 'changes' | 'stopAfter'> {
  const info = METHODS.find(({ id }) => id === recipe.method);
  if (!info) return { params: recipe.params };
  const { changes = [], steps = 0, stopped = false } = recipe;
  const params = { ...unsaidParams(info.params), ...acceptedParams(info, recipe.params) };
  if (changes.length === 0 && !stopped) return { params: endingAt(info, params, steps) };
  return {
    params,
    changes: changes.map(({ step, params: moved }) => ({ step, params: acceptedParams(info, moved) })),
    ...(stopped ? { stopAfter: steps } : {}),
  };
}

function endingAt(info: MethodInfo, params: ParamValues, steps: number): ParamValues {
  const key = info.exercise === 'saliency' ? null : info.iterations;
  const asked = key === null ? null : params[key];
  return key !== null && typeof asked === 'number' && steps > 0
    ? { ...params, [key]: Math.min(asked, steps) }
    : params;
}
