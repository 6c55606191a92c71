/** SciPy's default: the kernel is cut off at this many standard deviations. */
const TRUNCATE = 4;

/** Normalised Gaussian taps for `sigma` in pixels, `2 * floor(4 * sigma + 0.5) + 1` of them, as `scipy.ndimage.gaussian_filter1d` has them. */
export function gaussianTaps(sigma: number, largestRadius = Infinity): Float32Array<ArrayBuffer> {
  const radius = sigma > 0 ? Math.min(Math.floor(TRUNCATE * sigma + 0.5), largestRadius) : 0;
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    radius === 0 ? 1 : Math.exp(-0.5 * ((i - radius) / sigma) ** 2),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float32Array.from(weights, (weight) => weight / total);
}
