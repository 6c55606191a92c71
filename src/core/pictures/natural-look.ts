import { MEAN, STD } from './imagenet-colours';
import type { PixelImage } from './pixel-image';

/** Three numbers that tell photographs from noise, each of a picture in z-score space. */
export interface LookStatistics {
  /**
   * How fast contrast changes from one octave to the next: the slope of the logarithm of the mean square of neighbours'
   * differences, over the picture and its copies of a half, a quarter and an eighth of its sides. About 0.4 in photographs, whose
   * power falls a little faster than with the square of the frequency; minus log 4 in white noise.
   */
  readonly slope: number;
  /** Logarithm of the total variation a pixel: the mean size of neighbours' differences. */
  readonly variation: number;
  /** Logarithm of how much colours vary for how much brightness does: variances of opponent colours over that of the mean. */
  readonly colour: number;
}

/** So often a picture is halved. */
export const OCTAVES = 4;
/** Weights of the octaves' logarithms in the slope: a straight line through equally spaced points. */
export const SLOPE_WEIGHTS: readonly number[] = Array.from({ length: OCTAVES }, (_, k) => {
  const middle = (OCTAVES - 1) / 2;
  const spread = Array.from({ length: OCTAVES }, (__, j) => (j - middle) ** 2).reduce((a, b) => a + b);
  return (k - middle) / spread;
});
/** What a flat picture's statistics are kept above. */
export const LEAST = 1e-6;

/** Mean and standard deviation of each over photographs: 80 of ImageNet's validation set, 160 pixels wide and high. */
export const PHOTOGRAPHS: Readonly<Record<keyof LookStatistics, readonly [mean: number, deviation: number]>> =
  {
    slope: [0.42, 0.19],
    variation: [-1.88, 0.44],
    colour: [-3.39, 1.44],
  };
/** Of those photographs' unlikeness, ten quantiles: that of the least unlike tenth, fifth and so on. */
const TENTHS: readonly number[] = [0.218, 0.353, 0.524, 0.631, 0.996, 1.208, 1.613, 2.236, 3.678, 6.18];

/** How far a picture's statistics are from photographs': half the sum of their squared deviations, each in its standard deviation. */
export function unlikeness(statistics: LookStatistics): number {
  return (Object.keys(PHOTOGRAPHS) as (keyof LookStatistics)[]).reduce((sum, name) => {
    const [mean, deviation] = PHOTOGRAPHS[name];
    return sum + ((statistics[name] - mean) / deviation) ** 2 / 2;
  }, 0);
}

/** Share of photographs that are more unlike the usual one than a picture this unlike, 0..1; in between two quantiles evenly. */
export function shareOfPhotographs(unlike: number): number {
  const above = TENTHS.findIndex((quantile) => unlike < quantile);
  if (above === -1) return 0;
  const [low, high] = [TENTHS[above - 1] ?? 0, TENTHS[above] as number];
  return 1 - (above + (unlike - low) / (high - low)) / TENTHS.length;
}

/** The statistics of a picture's bytes, computed in doubles. */
export function lookStatistics({ width, height, data }: PixelImage): LookStatistics {
  let level = { width, height, values: zScores(data) };
  const logs: number[] = [];
  let variation = 0;
  for (let k = 0; k < OCTAVES; k++) {
    if (k > 0) level = halved(level);
    const { squares, sizes } = differences(level);
    logs.push(Math.log(squares + LEAST));
    if (k === 0) variation = Math.log(sizes + LEAST);
  }
  const slope = logs.reduce((sum, log, k) => sum + (SLOPE_WEIGHTS[k] as number) * log, 0);
  return { slope, variation, colour: colourOf(data) };
}

interface Level {
  readonly width: number;
  readonly height: number;
  /** Three values a pixel. */
  readonly values: Float64Array;
}

function zScores(data: Uint8ClampedArray): Float64Array {
  const values = new Float64Array((data.length / 4) * 3);
  for (let i = 0; i < values.length; i++) {
    const c = i % 3;
    const byte = data[4 * Math.floor(i / 3) + c] as number;
    values[i] = (byte / 255 - (MEAN[c] as number)) / (STD[c] as number);
  }
  return values;
}

/** Means of squares of four pixels; an odd row or column at the end is left out. */
function halved({ width, values, ...level }: Level): Level {
  const [w, h] = [Math.floor(width / 2), Math.floor(level.height / 2)];
  const half = new Float64Array(w * h * 3);
  for (let i = 0; i < half.length; i++) {
    const c = i % 3;
    const x = Math.floor(i / 3) % w;
    const y = Math.floor(i / 3 / w);
    const at = (dx: number, dy: number): number =>
      values[((2 * y + dy) * width + 2 * x + dx) * 3 + c] as number;
    half[i] = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4;
  }
  return { width: w, height: h, values: half };
}

/** Means over all pairs of neighbours and colours of their difference's square and size. */
function differences({ width, height, values }: Level): { readonly squares: number; readonly sizes: number } {
  let [squares, sizes, count] = [0, 0, 0];
  const add = (from: number, to: number): void => {
    const difference = (values[to] as number) - (values[from] as number);
    squares += difference ** 2;
    sizes += Math.abs(difference);
    count += 1;
  };
  for (let i = 0; i < values.length; i++) {
    if (Math.floor(i / 3) % width < width - 1) add(i, i + 3);
    if (i < 3 * width * (height - 1)) add(i, i + 3 * width);
  }
  return count === 0 ? { squares, sizes } : { squares: squares / count, sizes: sizes / count };
}

function colourOf(data: Uint8ClampedArray): number {
  const z = zScores(data);
  const [light, first, second] = COLOUR_AXES.map((axis) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < z.length; i += 3) {
      const value = axis.reduce((total, weight, c) => total + weight * (z[i + c] as number), 0);
      sum += value;
      squares += value ** 2;
    }
    const count = z.length / 3;
    return squares / count - (sum / count) ** 2;
  }) as [number, number, number];
  return Math.log(first + second + LEAST) - Math.log(light + LEAST);
}

/** Brightness, red against blue, and both against green, in z-scores; of length 1 each. */
export const COLOUR_AXES: readonly (readonly [number, number, number])[] = [
  [Math.sqrt(1 / 3), Math.sqrt(1 / 3), Math.sqrt(1 / 3)],
  [Math.sqrt(1 / 2), 0, -Math.sqrt(1 / 2)],
  [Math.sqrt(1 / 6), -2 * Math.sqrt(1 / 6), Math.sqrt(1 / 6)],
];
