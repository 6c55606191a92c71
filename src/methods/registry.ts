import { targetedGradient } from './adversarial/targeted-gradient';
import { LabError } from '../core/lab-error';
import type { Method } from './method';
import type { ParamValues } from './params';
import { gradCam } from './saliency/grad-cam';
import { gradientXInput } from './saliency/gradient-x-input';
import { guidedBackprop } from './saliency/guided-backprop';
import { guidedGradCam } from './saliency/guided-grad-cam';
import { integratedGradients } from './saliency/integrated-gradients';
import { occlusion } from './saliency/occlusion';
import { rise } from './saliency/rise';
import { smoothGrad } from './saliency/smooth-grad';
import { vanillaGradient } from './saliency/vanilla-gradient';
import { xrai } from './saliency/xrai';
import { classVisualization } from './visualization/class-visualization';

const REGISTRY: ReadonlyMap<string, Method<ParamValues>> = new Map(
  [
    vanillaGradient,
    gradientXInput,
    smoothGrad,
    integratedGradients,
    guidedBackprop,
    gradCam,
    guidedGradCam,
    occlusion,
    rise,
    xrai,
    targetedGradient,
    classVisualization,
  ].map((method) => [method.id, method as Method<ParamValues>]),
);

/** The runnable method of this id. Throws `bad-parameter` for an unknown id. */
export function methodById(id: string): Method<ParamValues> {
  const method = REGISTRY.get(id);
  if (!method) {
    const known = [...REGISTRY.keys()].join(', ');
    throw new LabError(
      'bad-parameter',
      `There is no method “${id}”. Known are: ${known}.`,
      'Pick one of these methods.',
    );
  }
  return method;
}
