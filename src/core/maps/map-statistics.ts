/**
 * Ways to make one number of a pixel's three gradient values. `max` is the literature's saliency map, max over channels of
 * |g|; `mean`, `sum` and `l2` (the length of the three) are its common variants; the signed ones keep the sign, and
 * `signed-max` gives the value that is largest in size, and `signed-l2`, a length having no sign, that of the sum.
 */
export const REDUCTIONS = [
  'max',
  'mean',
  'sum',
  'l2',
  'signed-max',
  'signed-mean',
  'signed-sum',
  'signed-l2',
] as const;
export type Reduction = (typeof REDUCTIONS)[number];

const REDUCE: Readonly<Record<Reduction, (r: number, g: number, b: number) => number>> = {
  max: (r, g, b) => Math.max(Math.abs(r), Math.abs(g), Math.abs(b)),
  mean: (r, g, b) => (Math.abs(r) + Math.abs(g) + Math.abs(b)) / 3,
  sum: (r, g, b) => Math.abs(r) + Math.abs(g) + Math.abs(b),
  l2: (r, g, b) => Math.sqrt(r * r + g * g + b * b),
  'signed-max': (r, g, b) => {
    const larger = Math.abs(g) > Math.abs(r) ? g : r;
    return Math.abs(b) > Math.abs(larger) ? b : larger;
  },
  'signed-mean': (r, g, b) => (r + g + b) / 3,
  'signed-sum': (r, g, b) => r + g + b,
  'signed-l2': (r, g, b) => Math.sign(r + g + b) * Math.sqrt(r * r + g * g + b * b),
};

/** Map of `H * W` floats from a gradient of `H * W * 3`. */
export function reduceChannels(gradient: Float32Array, reduction: Reduction): Float32Array<ArrayBuffer> {
  const reduce = REDUCE[reduction];
  const map = new Float32Array(gradient.length / 3);
  for (let i = 0; i < map.length; i++) {
    map[i] = reduce(gradient[3 * i] as number, gradient[3 * i + 1] as number, gradient[3 * i + 2] as number);
  }
  return map;
}

/**
 * Percentiles of `values` at `ranks` (0..100 each), interpolated linearly between neighbours as `numpy.percentile` does.
 * NaN for an empty map.
 */
export function percentiles(values: Float32Array, ranks: readonly number[]): number[] {
  const sorted = values.slice().sort();
  return ranks.map((rank) => {
    const position = (rank / 100) * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? NaN;
    const above = sorted[Math.ceil(position)] ?? NaN;
    return below + (above - below) * (position - Math.floor(position));
  });
}
