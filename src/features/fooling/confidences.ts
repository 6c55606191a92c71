import type { FoolingInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import type { RunView } from '../../page/run/run-store';

/** How certain of the wrong answer a run may be asked to make the network. */
const CONFIDENCES = [0.6, 0.75, 0.9, 0.95, 0.99] as const;
/** The parameters that end a run at a confidence, and the rule that does. */
export const STOP_RULE_KEY = 'stopRule';
export const CONFIDENCE_KEY = 'confidence';
export const BY_CONFIDENCE = 'probability';

/**
 * The confidences that a run which has fooled the network may be taken on to, lowest first; none where it has not, where it has
 * no steps left, and for an attack that does not stop at one.
 */
export function confidencesAhead(
  { phase, step, steps, scalars }: Pick<RunView, 'phase' | 'step' | 'steps' | 'scalars'>,
  method: FoolingInfo,
  params: ParamValues,
): readonly number[] {
  const { roundedFooled, probability = 0, floatProbability = probability } = scalars;
  const hasEnded = phase === 'done' || phase === 'stopped';
  if (!hasEnded || roundedFooled !== 1 || step === 0 || step >= steps) return [];
  const rule = method.params[STOP_RULE_KEY];
  const confidence = method.params[CONFIDENCE_KEY];
  if (rule?.kind !== 'choice' || !rule.live || !rule.options.some(({ value }) => value === BY_CONFIDENCE))
    return [];
  if (confidence?.kind !== 'number' || !confidence.live) return [];
  const reached = method.aim(params) === 'towards' ? floatProbability : 1 - floatProbability;
  return CONFIDENCES.filter((each) => each > reached && each <= confidence.max);
}
