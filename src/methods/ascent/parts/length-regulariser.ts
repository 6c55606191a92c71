import { penaltyGradient, penaltyValue, type Penalty } from '../../../tensors/l2-penalty';
import { l2Norm } from '../../../tensors/norms';
import type { Regulariser } from '../ascent';

/** `lambda` times the length of the picture in z-score space, or its square. Its scalar is `l2`, the length. */
export function lengthRegulariser(penalty: Penalty, lambda: number): Regulariser {
  return {
    gradient: (x) => penaltyGradient(penalty, lambda, x),
    scalar: 'l2',
    measure: l2Norm,
    value: (length) => penaltyValue(penalty, lambda, length),
  };
}
