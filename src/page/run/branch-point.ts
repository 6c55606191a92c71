import type { Frame } from '../../core/records/frame';
import { iterationsOf } from '../../methods/catalog/iterations';
import type { Exercise } from '../../methods/catalog/params';
import { methodOf, type Settings } from '../settings/settings-schema';
import { paramsOf } from '../settings/settings-store';
import type { RunView } from './run-store';

/**
 * The step from which an exercise's run would go another way: the one held on the stage, or where it has ended and more steps are
 * chosen now. Null where it cannot.
 */
export function branchPoint(
  exercise: Exercise,
  { recipe, phase, step }: Pick<RunView, 'recipe' | 'phase' | 'step'>,
  held: Frame | null,
  settings: Settings,
): number | null {
  const method = methodOf(settings, exercise);
  if (recipe?.method !== method.id) return null;
  const from = held?.step ?? (phase === 'done' || phase === 'stopped' ? step : null);
  const most = iterationsOf(method.id, paramsOf(settings, exercise));
  return from !== null && (most === null || from < most) ? from : null;
}
