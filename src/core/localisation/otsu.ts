/** Bins of the histogram that the level is looked for in. */
const BINS = 256;

/**
 * Otsu's level of a map: of 255 levels between its smallest and largest value, the one that parts the values into two groups
 * whose means lie farthest apart, weighed by their sizes (largest between-class variance). Values at or above it are the
 * upper group. The value itself for a constant map. https://doi.org/10.1109/TSMC.1979.4310076
 */
export function otsuLevel(map: Float32Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of map) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return map.length > 0 ? high : 0;
  const histogram = new Float64Array(BINS);
  for (const value of map) {
    const bin = Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS));
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  const mean = histogram.reduce((sum, count, bin) => sum + count * bin, 0) / map.length;
  let best = 0;
  let level = 1;
  let below = 0;
  let belowSum = 0;
  for (let bin = 0; bin < BINS - 1; bin += 1) {
    below += histogram[bin] as number;
    belowSum += bin * (histogram[bin] as number);
    const share = below / map.length;
    if (share <= 0 || share >= 1) continue;
    const variance = (mean * share - belowSum / map.length) ** 2 / (share * (1 - share));
    if (variance > best) {
      best = variance;
      level = bin + 1;
    }
  }
  return low + (level / BINS) * (high - low);
}
