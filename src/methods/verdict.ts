import { type AnswerKind, probabilitiesOf, rivalOf } from '../core/statistics/answers';

/**
 * What a network says of a class, as a frame's scalars: its `logit` and `probability`, and the strongest other class,
 * `rival` (index) with `rivalProbability`. The last two are left out where there is no other class, and where the outputs are
 * labels that do not exclude each other.
 */
export function verdict(logits: ArrayLike<number>, target: number, kind: AnswerKind): Record<string, number> {
  const probabilities = probabilitiesOf(logits, kind);
  const rival = rivalOf(logits, target, kind);
  return {
    logit: logits[target] as number,
    probability: probabilities[target] as number,
    ...(rival === null ? {} : { rival, rivalProbability: probabilities[rival] as number }),
  };
}
