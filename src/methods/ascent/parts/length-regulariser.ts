import { penaltyGradient, penaltyValue, type Penalty } from '../../../tensors/l2-penalty';
import { lengthOf } from '../../../networks/kernels/normalised-step/normalised-step';
import type { Regulariser } from '../ascent';

/**
 * `lambda` times the length of the picture in z-score space, or its square. The length is told under the name `scalar`: another
 * one where `l2` is taken, as in attacks.
 */
export function lengthRegulariser(penalty: Penalty, lambda: number, scalar = 'l2'): Regulariser {
  return {
    ...(penalty === 'squared' && { decay: 2 * lambda }),
    gradient: (x) => penaltyGradient(penalty, lambda, x),
    scalar,
    measure: lengthOf,
    value: (length) => penaltyValue(penalty, lambda, length),
  };
}
