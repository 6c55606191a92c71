import { rivalOf, softmax } from '../core/softmax';

/**
 * What a network says of a class, as a frame's scalars: its `logit` and `probability`, and the strongest other class,
 * `rival` (index) with `rivalProbability`. The last two are left out where there is no other class.
 */
export function verdict(logits: ArrayLike<number>, target: number): Record<string, number> {
  const probabilities = softmax(logits);
  const rival = rivalOf(logits, target);
  return {
    logit: logits[target] as number,
    probability: probabilities[target] as number,
    ...(rival === null ? {} : { rival, rivalProbability: probabilities[rival] as number }),
  };
}
