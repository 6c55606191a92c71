import type { ParamValues } from '../methods/params';
import { short } from './numbers';

/** What the penalty alone does to the picture at each step, and a warning where it would make it oscillate. */
export function Shrink({ values }: { readonly values: ParamValues }) {
  const { lambda, stepSize, penalty } = values;
  if (penalty !== 'squared' || typeof lambda !== 'number' || typeof stepSize !== 'number') return null;
  const product = stepSize * lambda;
  const factor = 1 - 2 * product;
  if (product >= 1) {
    return (
      <p className="note wrong" role="status">
        η · λ = {short(product)}: the penalty alone multiplies the picture by {short(factor)} at each step, so
        it flips ever more strongly until every pixel sits at its limit. Keep η · λ below 1.
      </p>
    );
  }
  return (
    <p className="quiet small" role="status">
      The penalty alone keeps <span className="nums">{short(factor * 100)} %</span> of the picture at each
      step (1 − 2ηλ).
    </p>
  );
}
