import type { Node, NodeOf } from '../graph/graph';
import {
  type CollectedWeights,
  type LazyNumbers,
  madeFrom,
  numbersOf,
  present,
} from '../storage/lazy-numbers';

type Linear = NodeOf<'conv2d'> | NodeOf<'depthwiseConv2d'> | NodeOf<'dense'>;

type Collecting = Map<string, CollectedWeights extends ReadonlyMap<string, infer W> ? W : never>;

/** A graph's nodes and weights, with the id of its logits. */
interface Folded {
  readonly nodes: readonly Node[];
  readonly weights: CollectedWeights;
  readonly logits: string;
}

/** Batch norms and affine maps in a row, after one linear layer, that are folded into it. */
const MOST_FOLDS = 4;

/**
 * Folds every batch norm into the convolution or dense layer that it alone reads: `s (W x + b - m) / d + o` is one linear
 * layer with weights `W s / d`. Others stay as they are. The weights of folded layers are new arrays; nothing given changes.
 */
export function foldBatchNorms(nodes: readonly Node[], weights: CollectedWeights, logits: string): Folded {
  const readers = new Map<string, number>();
  for (const id of nodes.flatMap((node) => node.inputs)) readers.set(id, (readers.get(id) ?? 0) + 1);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kept: Collecting = new Map(weights);
  const renamed = new Map<string, string>();
  const result: Node[] = [];
  const places = new Map<string, number>();
  const folds = new Map<string, number>();

  for (const node of nodes) {
    const inputs = node.inputs.map((id) => renamed.get(id) ?? id);
    const [input = ''] = node.inputs;
    const before = byId.get(renamed.get(input) ?? input);
    const alone = readers.get(input) === 1 && input !== logits;
    const times = folds.get(before?.id ?? '') ?? 0;
    if (node.op !== 'batchNorm' || !before || !isLinear(before) || !alone || times >= MOST_FOLDS) {
      places.set(node.id, result.push({ ...node, inputs }) - 1);
      continue;
    }
    const at = places.get(before.id) ?? 0;
    result[at] = fold(result[at] as Linear, node, kept);
    renamed.set(node.id, before.id);
    folds.set(before.id, times + 1);
  }
  return { nodes: result, weights: kept, logits: renamed.get(logits) ?? logits };
}

function isLinear(node: Node): node is Linear {
  return node.op === 'conv2d' || node.op === 'depthwiseConv2d' || node.op === 'dense';
}

function fold(linear: Linear, norm: NodeOf<'batchNorm'>, weights: Collecting): Linear {
  const kernel = weights.get(linear.kernel);
  if (!kernel) return linear;
  const numbers = (name: string): LazyNumbers => {
    const weight = weights.get(name);
    return weight ? numbersOf(weight) : present(new Float32Array());
  };
  const [scale, offset, mean, variance] = [norm.scale, norm.offset, norm.mean, norm.variance].map(
    numbers,
  ) as [LazyNumbers, LazyNumbers, LazyNumbers, LazyNumbers];
  const channels = scale.length;
  const bias = linear.bias === undefined ? present(new Float32Array(channels)) : numbers(linear.bias);
  const slope = madeFrom([scale, variance], channels, (s, v) =>
    s.map((value, c) => value / Math.sqrt((v[c] ?? 0) + norm.epsilon)),
  );
  // Output channels are the last axis of conv HWIO and dense IO, and the last two of depthwise HWCM: fastest moving in all.
  const scaled = madeFrom([numbersOf(kernel), slope], numbersOf(kernel).length, (w, s) =>
    w.map((value, i) => value * (s[i % channels] ?? 1)),
  );
  const shifted = madeFrom([slope, bias, mean, offset], channels, (s, b, m, o) =>
    s.map((value, c) => ((b[c] ?? 0) - (m[c] ?? 0)) * value + (o[c] ?? 0)),
  );
  const name = `${linear.id}/bias`;
  weights.set(linear.kernel, { shape: kernel.shape, numbers: scaled });
  if (linear.bias !== undefined) weights.delete(linear.bias);
  weights.set(name, { shape: [channels], numbers: shifted });
  for (const spent of [norm.scale, norm.offset, norm.mean, norm.variance]) weights.delete(spent);
  return { ...linear, bias: name };
}
