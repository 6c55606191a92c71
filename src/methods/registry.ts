import { apgdCe, apgdDlr } from './adversarial/apgd/apgd';
import { fgsm } from './adversarial/fgsm';
import { carliniWagnerL2 } from './adversarial/minimal/carlini-wagner';
import { deepFool } from './adversarial/minimal/deep-fool';
import { fmnL2 } from './adversarial/minimal/fmn';
import { smallestChange } from './adversarial/minimal/lattice';
import { patch } from './adversarial/patch/patch';
import { pgdL2, pgdLinf } from './adversarial/pgd';
import { gaussianNoise, uniformNoise } from './adversarial/search/noise';
import { rectangle } from './adversarial/search/rectangle';
import { simba } from './adversarial/search/simba';
import { squareLinf } from './adversarial/search/square';
import { targetedGradient } from './adversarial/targeted-gradient';
import { universalLinf } from './adversarial/universal/universal';
import { LabError } from '../core/records/lab-error';
import type { Method } from './method';
import type { ParamValues } from './catalog/params';
import { attentionRollout } from './saliency/attention/attention-rollout';
import { gradCam } from './saliency/class-activation/grad-cam';
import { gradientXInput } from './saliency/gradient/gradient-x-input';
import { guidedBackprop } from './saliency/gradient/guided-backprop';
import { guidedGradCam } from './saliency/class-activation/guided-grad-cam';
import { integratedGradients } from './saliency/gradient/integrated-gradients';
import { occlusion } from './saliency/perturbation/occlusion';
import { rise } from './saliency/perturbation/rise';
import { smoothGrad } from './saliency/gradient/smooth-grad';
import { vanillaGradient } from './saliency/gradient/vanilla-gradient';
import { xrai } from './saliency/regions/xrai';
import { classVisualisation } from './visualisation/class-visualisation';
import { phrase } from '../words/say';

const REGISTRY: ReadonlyMap<string, Method<ParamValues>> = new Map(
  [
    vanillaGradient,
    gradientXInput,
    smoothGrad,
    integratedGradients,
    guidedBackprop,
    gradCam,
    guidedGradCam,
    attentionRollout,
    occlusion,
    rise,
    xrai,
    targetedGradient,
    fgsm,
    pgdLinf,
    pgdL2,
    apgdCe,
    apgdDlr,
    deepFool,
    fmnL2,
    carliniWagnerL2,
    smallestChange,
    squareLinf,
    simba,
    rectangle,
    patch,
    universalLinf,
    uniformNoise,
    gaussianNoise,
    classVisualisation,
  ].map((method) => [method.id, method as Method<ParamValues>]),
);

/** The runnable method of this id. Throws `bad-parameter` for an unknown id. */
export function methodById(id: string): Method<ParamValues> {
  const method = REGISTRY.get(id);
  if (!method) {
    const known = [...REGISTRY.keys()].join(', ');
    throw new LabError(
      'bad-parameter',
      phrase('There is no method “{id}”. Known are: {known}.', { id, known }),
      phrase('Pick one of these methods.'),
    );
  }
  return method;
}
