import type { MethodInfoOf } from '../../methods/catalog/method-info';
import type { Exercise, ParamValues } from '../../methods/catalog/params';
import { methodOf, methodsFor, type Settings } from '../settings/settings-schema';
import { paramsOf } from '../settings/settings-store';
import { actingParams, type RunView } from './run-store';

/** A method, and the parameters that it acts with. */
export interface ShownMethod<E extends Exercise> {
  readonly method: MethodInfoOf<E>;
  readonly params: ParamValues;
}

/**
 * The method that made what an exercise has on screen, which keeps its own words while another is being chosen; the chosen one
 * where nothing is.
 */
export function shownMethod<E extends Exercise>(
  exercise: E,
  run: Pick<RunView, 'recipe'>,
  settings: Settings,
): ShownMethod<E> {
  const made = methodsFor(exercise).find(({ id }) => id === run.recipe?.method);
  return {
    method: made ?? methodOf(settings, exercise),
    params: actingParams(run) ?? paramsOf(settings, exercise),
  };
}
