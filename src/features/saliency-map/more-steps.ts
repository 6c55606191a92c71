import type { MethodInfo } from '../../methods/catalog/params';
import type { RunView } from '../../page/run/run-store';

/**
 * The next number of points after a run that shares out a score: twice as many as it took, as far as its method goes.
 * Null while it runs, and where there is no going further.
 */
export function moreSteps(
  method: Pick<MethodInfo, 'id' | 'params'>,
  { phase, recipe, scalars }: Pick<RunView, 'phase' | 'recipe' | 'scalars'>,
): number | null {
  const row = method.params.steps;
  if (row?.kind !== 'number' || phase === 'running' || phase === 'paused') return null;
  const asked = Number(recipe?.params.steps ?? row.default);
  // Integrated gradients may have taken more than they were asked for; other methods take several for each.
  const taken = method.id === 'integrated-gradients' ? Math.max(asked, scalars.samples ?? 0) : asked;
  const next = Math.min(row.max, 2 * taken);
  return next > taken ? next : null;
}
