import { TARGETED_GRADIENT } from './adversarial/targeted-gradient.params';
import type { MethodInfo } from './params';
import { VANILLA_GRADIENT } from './saliency/vanilla-gradient.params';
import { CLASS_VISUALIZATION } from './visualization/class-visualization.params';

/** Every method the page lists, in the order of the exercises. Plain data and texts: nothing here loads TF.js. */
export const METHODS: readonly MethodInfo[] = [VANILLA_GRADIENT, TARGETED_GRADIENT, CLASS_VISUALIZATION];
