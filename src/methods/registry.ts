import { targetedGradient } from './adversarial/targeted-gradient';
import { LabError } from '../core/lab-error';
import type { Method } from './method';
import type { ParamValues } from './params';
import { vanillaGradient } from './saliency/vanilla-gradient';
import { classVisualization } from './visualization/class-visualization';

const REGISTRY: ReadonlyMap<string, Method<ParamValues>> = new Map(
  [vanillaGradient, targetedGradient, classVisualization].map((method) => [
    method.id,
    method as Method<ParamValues>,
  ]),
);

/** The runnable method of this id. Throws `bad-parameter` for an unknown id. */
export function methodById(id: string): Method<ParamValues> {
  const method = REGISTRY.get(id);
  if (!method) {
    const known = [...REGISTRY.keys()].join(', ');
    throw new LabError(
      'bad-parameter',
      `There is no method "${id}". Known are: ${known}.`,
      'Pick one of these methods.',
    );
  }
  return method;
}
