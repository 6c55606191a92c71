import { METHODS } from './catalog';
import type { ParamValues } from './params';

/** How many steps a run takes at most by its parameters; null where its method has no number of them. */
export function iterationsOf(id: string, params: ParamValues): number | null {
  const method = METHODS.find((entry) => entry.id === id);
  const key = method && method.exercise !== 'saliency' ? method.iterations : null;
  const steps = key === null ? null : params[key];
  return typeof steps === 'number' ? steps : null;
}
