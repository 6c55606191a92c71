import { argMax, softmax } from './softmax';

/**
 * What a network's outputs mean. `softmax`: classes, of which one is right. `sigmoid`: labels, each right or wrong for itself.
 * `binary`: the two sides of one answer, with logits z and -z, whose probabilities are sigma(z) and 1 - sigma(z).
 */
export type AnswerKind = 'softmax' | 'sigmoid' | 'binary';

/** Probabilities of a row of logits: softmax over all of them, or where they are labels or two sides, sigma of each. */
export function probabilitiesOf(logits: ArrayLike<number>, kind: AnswerKind): Float32Array<ArrayBuffer> {
  return kind === 'softmax' ? softmax(logits) : Float32Array.from(logits, sigmoid);
}

/** Class with the largest logit other than `target`; null where there is no other, and among labels, which have no rivals. */
export function rivalOf(logits: ArrayLike<number>, target: number, kind: AnswerKind): number | null {
  return strongestBut(logits, [target], kind);
}

/** Class with the largest logit but for some; null where there is no other, and among labels. */
export function strongestBut(
  logits: ArrayLike<number>,
  left: readonly number[],
  kind: AnswerKind,
): number | null {
  if (kind === 'sigmoid') return null;
  let strongest: number | null = null;
  for (let k = 0; k < logits.length; k++) {
    if (left.includes(k)) continue;
    if (strongest === null || (logits[k] as number) > (logits[strongest] as number)) strongest = k;
  }
  return strongest;
}

/** Whether the target is what is read: the likeliest class, or where labels stand for themselves, one above 50 %. */
export function isRead(logits: ArrayLike<number>, target: number, kind: AnswerKind): boolean {
  return kind === 'sigmoid' ? (logits[target] as number) > 0 : argMax(logits) === target;
}

/** Of the rows of a reading, likeliest first, those that are read: the first, or every label above 50 %. */
export function readRows<T extends { readonly probability: number }>(
  top: readonly T[],
  kind: AnswerKind,
): readonly T[] {
  return kind === 'sigmoid' ? top.filter(({ probability }) => probability > 0.5) : top.slice(0, 1);
}

/** Natural logarithm of the target's probability, exact where the probability itself rounds to 0. */
export function logProbability(logits: ArrayLike<number>, target: number, kind: AnswerKind): number {
  const logit = logits[target] as number;
  if (kind !== 'softmax') return Math.min(0, logit) - Math.log1p(Math.exp(-Math.abs(logit)));
  let highest = -Infinity;
  for (let k = 0; k < logits.length; k++) highest = Math.max(highest, logits[k] as number);
  let total = 0;
  for (let k = 0; k < logits.length; k++) total += Math.exp((logits[k] as number) - highest);
  return logit - highest - Math.log(total);
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
