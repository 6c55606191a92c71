import { APGD_CE, APGD_DLR } from '../adversarial/apgd/apgd.params';
import { FGSM } from '../adversarial/fgsm.params';
import { CARLINI_WAGNER_L2 } from '../adversarial/minimal/carlini-wagner.params';
import { DEEP_FOOL } from '../adversarial/minimal/deep-fool.params';
import { FMN_L2 } from '../adversarial/minimal/fmn.params';
import { LATTICE } from '../adversarial/minimal/lattice.params';
import { PATCH } from '../adversarial/patch/patch.params';
import { PGD_L2, PGD_LINF } from '../adversarial/pgd.params';
import { GAUSSIAN_NOISE, UNIFORM_NOISE } from '../adversarial/search/noise.params';
import { RECTANGLE } from '../adversarial/search/rectangle.params';
import { SIMBA } from '../adversarial/search/simba.params';
import { SQUARE_LINF } from '../adversarial/search/square.params';
import { UNIVERSAL } from '../adversarial/universal/universal.params';
import { TARGETED_GRADIENT } from '../adversarial/targeted-gradient.params';
import type { FoolingInfo, MethodInfo } from './method-info';
import { ATTENTION_ROLLOUT } from '../saliency/attention/attention-rollout.params';
import { GRAD_CAM } from '../saliency/class-activation/grad-cam.params';
import { GRADIENT_X_INPUT } from '../saliency/gradient/gradient-x-input.params';
import { GUIDED_BACKPROP } from '../saliency/gradient/guided-backprop.params';
import { GUIDED_GRAD_CAM } from '../saliency/class-activation/guided-grad-cam.params';
import { INTEGRATED_GRADIENTS } from '../saliency/gradient/integrated-gradients.params';
import { OCCLUSION } from '../saliency/perturbation/occlusion.params';
import { RISE } from '../saliency/perturbation/rise.params';
import { SMOOTH_GRAD } from '../saliency/gradient/smooth-grad.params';
import { VANILLA_GRADIENT } from '../saliency/gradient/vanilla-gradient.params';
import { XRAI } from '../saliency/regions/xrai.params';
import { CLASS_VISUALISATION } from '../visualisation/class-visualisation.params';

/**
 * Every method the page lists, in the order of the exercises; the first of each is what the exercise opens with. Plain data
 * and texts: nothing here loads TF.js.
 */
export const METHODS: readonly MethodInfo[] = [
  VANILLA_GRADIENT,
  GRADIENT_X_INPUT,
  SMOOTH_GRAD,
  INTEGRATED_GRADIENTS,
  GUIDED_BACKPROP,
  GRAD_CAM,
  GUIDED_GRAD_CAM,
  ATTENTION_ROLLOUT,
  OCCLUSION,
  RISE,
  XRAI,
  TARGETED_GRADIENT,
  FGSM,
  PGD_LINF,
  PGD_L2,
  APGD_CE,
  APGD_DLR,
  DEEP_FOOL,
  FMN_L2,
  CARLINI_WAGNER_L2,
  LATTICE,
  SQUARE_LINF,
  SIMBA,
  RECTANGLE,
  PATCH,
  UNIVERSAL,
  UNIFORM_NOISE,
  GAUSSIAN_NOISE,
  CLASS_VISUALISATION,
];

/** The attack that goes on from a picture that fools to the smallest change that still does. */
export const SMALLEST_CHANGE: FoolingInfo = LATTICE;

/** The attack by steps that never changes a colour value by more than ε. */
export const STEPS_WITHIN_EPSILON: FoolingInfo = PGD_LINF;
