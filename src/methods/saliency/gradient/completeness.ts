/** How exactly attributions add up to the difference in score that they share out. */
export interface Completeness {
  /** Relative gap; 0 where both sides are 0, Infinity where only the difference is. */
  readonly gap: number;
  /** For a frame: finite numbers only. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** The completeness axiom of a map, with `difference` the score at the picture less the score at the baseline. */
export function completeness(map: Float32Array, difference: number): Completeness {
  let sum = 0;
  for (const value of map) sum += value;
  const error = Math.abs(sum - difference);
  const gap = error === 0 ? 0 : error / Math.abs(difference);
  return {
    gap,
    scalars: {
      attributionSum: sum,
      scoreDifference: difference,
      completenessError: error,
      ...(Number.isFinite(gap) ? { completenessGap: gap } : {}),
    },
  };
}
