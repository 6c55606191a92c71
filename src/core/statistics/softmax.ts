/** One entry of a ranking. */
export interface Ranked {
  readonly index: number;
  readonly value: number;
}

/** Probabilities of a row of logits: `exp(s_k) / sum exp(s_j)`, shifted by the largest logit so that nothing overflows. */
export function softmax(logits: ArrayLike<number>): Float32Array<ArrayBuffer> {
  let highest = -Infinity;
  for (let k = 0; k < logits.length; k++) highest = Math.max(highest, logits[k] as number);
  // Plain loops: a frame is asked for this several times, of a thousand classes.
  const weights = new Float64Array(logits.length);
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = Math.exp((logits[k] as number) - highest);
    weights[k] = weight;
    total += weight;
  }
  const probabilities = new Float32Array(weights.length);
  for (let k = 0; k < weights.length; k++) probabilities[k] = (weights[k] as number) / total;
  return probabilities;
}

/** Index of the largest value; the first of equals; -1 for an empty row. */
export function argMax(values: ArrayLike<number>): number {
  let best = -1;
  for (let k = 0; k < values.length; k++)
    if (best < 0 || (values[k] as number) > (values[best] as number)) best = k;
  return best;
}

/** The `k` largest values, best first; of equals the lower index comes first. Fewer where there are fewer values. */
export function topK(values: ArrayLike<number>, k: number): Ranked[] {
  return Array.from(values, (value, index) => ({ index, value }))
    .sort((a, b) => b.value - a.value || a.index - b.index)
    .slice(0, k);
}
