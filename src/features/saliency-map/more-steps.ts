import type { SaliencyInfo } from '../../methods/catalog/method-info';
import type { RunView } from '../../page/run/run-store';

/** A parameter, by its key, and the value it is to be given. */
export interface MoreSteps {
  readonly param: string;
  readonly value: number;
}

/**
 * The next number of points after a run that shares out a score: twice as many as it took, as far as its method goes.
 * Null while it runs, and where there is no going further.
 */
export function moreSteps(
  { refinement, params }: Pick<SaliencyInfo, 'refinement' | 'params'>,
  { phase, recipe, scalars }: Pick<RunView, 'phase' | 'recipe' | 'scalars'>,
): MoreSteps | null {
  if (!refinement || !recipe || phase === 'running' || phase === 'paused') return null;
  const { param } = refinement;
  const row = params[param];
  if (row?.kind !== 'number') return null;
  const taken = refinement.taken(recipe.params, scalars);
  const value = Math.min(row.max, 2 * taken);
  return value > taken ? { param, value } : null;
}
