/** Ranks from 0 up; values that are equal share the mean of the ranks they span. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i);
  order.sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    const value = values[order[start] as number];
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === value) end++;
    for (let k = start; k < end; k++) ranks[order[k] as number] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Correlation of two lists of ranks, -1..1; exactly 1 for equal lists. Null where one of them knows no order, every value
 * being the same: there the correlation is 0 / 0.
 */
export function correlationOfRanks(a: Float64Array, b: Float64Array): number | null {
  const middle = (a.length - 1) / 2;
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    const da = (a[i] as number) - middle;
    const db = (b[i] as number) - middle;
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : null;
}

/** Spearman's rank correlation of two maps of one length, -1..1, with shared ranks for ties; null where one is constant. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  return correlationOfRanks(midranks(a), midranks(b));
}
