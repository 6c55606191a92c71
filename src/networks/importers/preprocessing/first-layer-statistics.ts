import { MEAN } from '../../../core/pictures/imagenet-colours';
import { type PreprocessingName, PREPROCESSINGS } from '../../../core/records/preprocessings';
import type { Node, NodeOf } from '../../graph/graph';
import type { CollectedWeights } from '../../storage/lazy-numbers';
import { nearNumbers, soleReader } from './own-scaling';

/** What tells one preprocessing from another: where the middle of photos lies, and how far their pixels vary. */
const CANDIDATES = ['torch', 'tf', 'unit', 'bytes', 'caffe'] as const satisfies PreprocessingName[];

/** Of photos as people take them, for pixels in [0, 1]: deviation, and correlation of channels and of neighbours a pixel apart. */
const DEVIATION = 0.27;
const OF_CHANNELS = 0.9;
const OF_NEIGHBOURS = 0.97;

const LARGEST_KERNEL = 11;
const FEWEST_FILTERS = 8;
/** A preprocessing explains the statistics where this much is left at most, and the next one leaves so much more. */
const MOST_LEFT = 0.5;
const MARGIN = 0.25;

/**
 * The preprocessing of the photos that a network was trained on, as the batch norm after its first convolution has noted means
 * and variances of the filters' answers; undefined where there is none, or where it tells nothing clearly. The answers' mean is
 * the filter's sum times the pixels' mean; their variance follows from how alike neighbouring pixels of photos are.
 */
export function firstLayerStatistics(
  nodes: readonly Node[],
  weights: CollectedWeights,
): PreprocessingName | undefined {
  const first = firstLayer(nodes);
  const noted = first && statisticsOf(first, weights);
  if (!noted) return undefined;
  const ranked = CANDIDATES.map((name) => ({ name, left: unexplained(noted, name) })).toSorted(
    (a, b) => a.left - b.left,
  );
  const [best, next] = ranked;
  return best && next && best.left < MOST_LEFT && next.left - best.left > MARGIN ? best.name : undefined;
}

interface FirstLayer {
  readonly conv: NodeOf<'conv2d'>;
  readonly norm: NodeOf<'batchNorm'>;
}

/** The convolution that reads the picture, padded perhaps, and the batch norm that alone reads it. */
function firstLayer(nodes: readonly Node[]): FirstLayer | undefined {
  const reader = soleReader(nodes);
  let conv = reader(nodes[0]?.id ?? '');
  while (conv?.op === 'pad') conv = reader(conv.id);
  const norm = conv && reader(conv.id);
  return conv?.op === 'conv2d' && norm?.op === 'batchNorm' ? { conv, norm } : undefined;
}

interface Statistics {
  /** `[H, W, 3, F]`. */
  readonly kernel: Float32Array;
  readonly size: readonly [height: number, width: number];
  readonly filters: number;
  readonly bias: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

function statisticsOf({ conv, norm }: FirstLayer, weights: CollectedWeights): Statistics | undefined {
  const [height = 0, width = 0, channels = 0, filters = 0] = weights.get(conv.kernel)?.shape ?? [];
  if (channels !== 3 || filters < FEWEST_FILTERS || Math.max(height, width) > LARGEST_KERNEL)
    return undefined;
  const kernel = nearNumbers(weights, conv.kernel);
  const [mean, variance] = [norm.mean, norm.variance].map((name) => nearNumbers(weights, name));
  const missing = kernel.length === 0 || mean?.length !== filters || variance?.length !== filters;
  // As a norm begins, before anything was seen.
  if (missing || variance.every((value) => value === 1)) return undefined;
  return { kernel, size: [height, width], filters, bias: nearNumbers(weights, conv.bias), mean, variance };
}

/** How badly a preprocessing explains what was noted: squared distances of the means, and of the variances' logarithm. */
function unexplained(noted: Statistics, name: PreprocessingName): number {
  const { filters, bias, mean, variance } = noted;
  const { scale, mean: centre, std, channels } = PREPROCESSINGS[name];
  const natural = channels === 'BGR' ? MEAN.toReversed() : MEAN;
  const pixel = natural.map((value, c) => (value * scale - (centre[c] ?? 0)) / (std[c] ?? 1));
  const deviation = natural.map((_, c) => (DEVIATION * scale) / (std[c] ?? 1));
  const ofMeans: number[] = [];
  const ofVariances: number[] = [];
  for (let filter = 0; filter < filters; filter++) {
    const expected = expectedAnswer(noted, filter, pixel, deviation);
    const seen = variance[filter] ?? 0;
    const distance = (mean[filter] ?? 0) - (bias[filter] ?? 0) - expected.mean;
    ofMeans.push(Math.min(9, distance ** 2 / (seen + expected.variance + 1e-9)));
    ofVariances.push(Math.log((seen + 1e-9) / (expected.variance + 1e-9)));
  }
  return ofMeans.reduce((sum, value) => sum + value, 0) / filters + median(ofVariances) ** 2;
}

/** Mean and variance of a filter's answers to photos. */
function expectedAnswer(
  { kernel, size: [height, width], filters }: Statistics,
  filter: number,
  pixel: readonly number[],
  deviation: readonly number[],
): { mean: number; variance: number } {
  const at = (place: number, c: number): number => kernel[(place * 3 + c) * filters + filter] ?? 0;
  let mean = 0;
  let variance = 0;
  const places = Array.from({ length: height * width }, (_, place) => {
    const own = [0, 1, 2].map((c) => at(place, c) * (deviation[c] ?? 0));
    mean += at(place, 0) * (pixel[0] ?? 0) + at(place, 1) * (pixel[1] ?? 0) + at(place, 2) * (pixel[2] ?? 0);
    return { y: Math.floor(place / width), x: place % width, own, sum: own.reduce((a, b) => a + b, 0) };
  });
  for (const one of places) {
    for (const other of places) {
      const same = one.own.reduce((sum, value, c) => sum + value * (other.own[c] ?? 0), 0);
      const alike = OF_NEIGHBOURS ** Math.hypot(one.y - other.y, one.x - other.x);
      variance += alike * (OF_CHANNELS * one.sum * other.sum + (1 - OF_CHANNELS) * same);
    }
  }
  return { mean, variance };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
