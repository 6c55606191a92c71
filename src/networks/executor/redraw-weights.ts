import type { Random } from '../../core/random/random';
import type { ImportedNetwork, LinearNode, NetworkGraph, WeightArray, WeightArrays } from '../graph/graph';
import { storedWeight } from '../storage/weight-storage';

/** The layers with weights on the way to the logits, the classifier first; a kernel that two nodes share counts once. */
function weightedLayers({ nodes, logits }: NetworkGraph): readonly LinearNode[] {
  const needed = new Set([logits]);
  const seen = new Set<string>();
  const found: LinearNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!needed.has(node.id)) continue;
    for (const input of node.inputs) needed.add(input);
    if (!('kernel' in node) || seen.has(node.kernel)) continue;
    seen.add(node.kernel);
    found.push(node);
  }
  return found;
}

/** Names of the layers that `redrawWeights` counts: those with a kernel, top (logits) first. */
export function layersFromTop(graph: NetworkGraph): readonly string[] {
  return weightedLayers(graph).map(({ id }) => id);
}

/**
 * The weights with the first `layers` layers from the top (logits) down drawn anew: kernels from a normal of mean 0 and the
 * trained kernel's standard deviation, biases zero. Every other weight is the very same object, and batch norms stay as
 * trained. The draws go from the top down, so that with the same seed one more layer leaves those above it as they were:
 * the cascading randomisation of Adebayo et al. 2018, https://arxiv.org/abs/1810.03292.
 */
export function redrawWeights(
  { graph, weights }: ImportedNetwork,
  layers: number,
  random: Random,
): WeightArrays {
  const redrawn = new Map(weights);
  for (const { kernel, bias } of weightedLayers(graph).slice(0, layers)) {
    const trained = weights.get(kernel);
    const offset = bias === undefined ? undefined : weights.get(bias);
    if (trained) redrawn.set(kernel, drawnLike(trained, random));
    if (bias !== undefined && offset) redrawn.set(bias, zerosLike(offset));
  }
  return redrawn;
}

function zerosLike({ shape }: WeightArray): WeightArray {
  return { shape, values: new Float32Array(shape.reduce((product, side) => product * side, 1)) };
}

/** Levels of an 8-bit kernel on either side of zero, and how many standard deviations they reach: 1 normal value in 150,000 lies further out. */
const HALF = 127;
const REACH = 4.5;

/** Normal values of the same shape and standard deviation, kept in 8 bits where those they stand for are. */
function drawnLike(weight: WeightArray, random: Random): WeightArray {
  const { shape, stored } = weight;
  const { length, deviation } = spread(weight);
  if (stored?.dtype !== 'uint8') {
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++) values[i] = random.normal() * deviation;
    return { shape, values };
  }
  const scale = (REACH * deviation) / HALF || 1;
  const step = HALF / REACH;
  const data = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const level = deviation > 0 ? Math.round(random.normal() * step) : 0;
    data[i] = HALF + Math.max(-HALF, Math.min(HALF, level));
  }
  return storedWeight(shape, { dtype: 'uint8', data, scale, min: -HALF * scale });
}

/** Standard deviation about the mean; of 8-bit codes without decoding them all at once. */
function spread(weight: WeightArray): { readonly length: number; readonly deviation: number } {
  const codes = weight.stored?.dtype === 'uint8' ? weight.stored : null;
  const values = codes?.data ?? weight.values;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  const variance = Math.max(0, squares / values.length - mean * mean);
  return { length: values.length, deviation: Math.sqrt(variance) * (codes?.scale ?? 1) };
}
