import type { Node, NodeOf, WeightArray } from '../graph';

type Linear = NodeOf<'conv2d'> | NodeOf<'depthwiseConv2d'> | NodeOf<'dense'>;

/** A graph's nodes and weights, with the id of its logits. */
interface Folded {
  readonly nodes: readonly Node[];
  readonly weights: ReadonlyMap<string, WeightArray>;
  readonly logits: string;
}

/**
 * Folds every batch norm into the convolution or dense layer that it alone reads: `s (W x + b - m) / d + o` is one linear
 * layer with weights `W s / d`. Others stay as they are. The weights of folded layers are new arrays; nothing given changes.
 */
export function foldBatchNorms(
  nodes: readonly Node[],
  weights: ReadonlyMap<string, WeightArray>,
  logits: string,
): Folded {
  const readers = new Map<string, number>();
  for (const id of nodes.flatMap((node) => node.inputs)) readers.set(id, (readers.get(id) ?? 0) + 1);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kept = new Map(weights);
  const renamed = new Map<string, string>();
  const result: Node[] = [];

  for (const node of nodes) {
    const inputs = node.inputs.map((id) => renamed.get(id) ?? id);
    const before = byId.get(node.inputs[0] ?? '');
    const folds =
      node.op === 'batchNorm' &&
      before &&
      isLinear(before) &&
      readers.get(before.id) === 1 &&
      before.id !== logits;
    if (!folds) {
      result.push({ ...node, inputs });
      continue;
    }
    const at = result.findIndex((other) => other.id === before.id);
    result[at] = fold(result[at] as Linear, node, kept);
    renamed.set(node.id, before.id);
  }
  return { nodes: result, weights: kept, logits: renamed.get(logits) ?? logits };
}

function isLinear(node: Node): node is Linear {
  return node.op === 'conv2d' || node.op === 'depthwiseConv2d' || node.op === 'dense';
}

function fold(linear: Linear, norm: NodeOf<'batchNorm'>, weights: Map<string, WeightArray>): Linear {
  const values = (name: string) => weights.get(name)?.values ?? new Float32Array();
  const [scale, offset, mean, variance] = [norm.scale, norm.offset, norm.mean, norm.variance].map(values) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const kernel = weights.get(linear.kernel);
  if (!kernel) return linear;
  const channels = scale.length;
  const slope = scale.map((value, c) => value / Math.sqrt((variance[c] ?? 0) + norm.epsilon));
  const bias = linear.bias === undefined ? undefined : values(linear.bias);
  // Output channels are the last axis of conv HWIO and dense IO, and the last two of depthwise HWCM: fastest moving in all.
  const scaled = kernel.values.map((value, i) => value * (slope[i % channels] ?? 1));
  const shifted = slope.map((value, c) => ((bias?.[c] ?? 0) - (mean[c] ?? 0)) * value + (offset[c] ?? 0));
  const name = `${linear.id}/bias`;
  weights.set(linear.kernel, { shape: kernel.shape, values: scaled });
  weights.set(name, { shape: [channels], values: shifted });
  if (linear.bias !== undefined && linear.bias !== name) weights.delete(linear.bias);
  for (const spent of [norm.scale, norm.offset, norm.mean, norm.variance]) weights.delete(spent);
  return { ...linear, bias: name };
}
