import { createRandom } from '../../../core/random/seeded-random';
import type { NetworkGraph, Node, WeightArray, WeightArrays } from '../../../networks/graph/graph';

/** What a gradient step's time depends on: the graph and its weights' shapes, not their values. */
export interface NetworkOutline {
  readonly graph: NetworkGraph;
  readonly shapes: readonly (readonly [name: string, shape: readonly number[]])[];
}

const SIZE = 96;
const CLASSES = 16;

const windowed = (pad: number, stride = 1) =>
  ({ strides: [stride, stride], padding: [pad, pad, pad, pad] }) as const;

function conv(name: string, from: string, pad: number, stride = 1): Node[] {
  return [
    {
      id: name,
      inputs: [from],
      op: 'conv2d',
      kernel: name,
      dilations: [1, 1],
      groups: 1,
      ...windowed(pad, stride),
    },
    { id: `${name}-relu`, inputs: [name], op: 'relu' },
  ];
}

/** Like the first layers of a small classifier, about 50 million multiply-adds. */
export const SMALL_OUTLINE: NetworkOutline = {
  graph: {
    id: 'measure',
    title: 'Measuring network',
    input: {
      size: [SIZE, SIZE],
      preprocessing: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channels: 'RGB' },
    },
    classes: Array.from({ length: CLASSES }, (_, index) => ({ index, name: String(index) })),
    nodes: [
      { id: 'input', inputs: [], op: 'input' },
      ...conv('c1', 'input', 1, 2),
      { id: 'pool', inputs: ['c1-relu'], op: 'maxPool', size: [2, 2], ...windowed(0, 2) },
      ...conv('c2', 'pool', 1),
      ...conv('c3', 'c2-relu', 0),
      ...conv('c4', 'c3-relu', 1),
      ...conv('c5', 'c4-relu', 0),
      { id: 'mean', inputs: ['c5-relu'], op: 'globalAvgPool' },
      { id: 'logits', inputs: ['mean'], op: 'flatten' },
    ],
    output: { kind: 'softmax' },
    logits: 'logits',
  },
  shapes: [
    ['c1', [3, 3, 3, 48]],
    ['c2', [3, 3, 48, 64]],
    ['c3', [1, 1, 64, 64]],
    ['c4', [3, 3, 64, 64]],
    ['c5', [1, 1, 64, CLASSES]],
  ],
};

/** Random numbers enough that no layer is like another; they repeat in larger weights. */
const DRAWN = 4099;

/**
 * Weights of an outline's shapes that keep values of a sensible size all the way through (He et al. 2015,
 * https://arxiv.org/abs/1502.01852): numbers near the smallest would slow the processor down. Vectors are all ones.
 */
export function stuffing({ graph, shapes }: NetworkOutline): WeightArrays {
  const drawn = createRandom(1).normals(DRAWN);
  const depthwise = new Set(
    graph.nodes.flatMap((node) => (node.op === 'depthwiseConv2d' ? [node.kernel] : [])),
  );
  const values = (name: string, shape: readonly number[]): Float32Array => {
    const size = shape.reduce((product, side) => product * side, 1);
    if (shape.length < 2) return new Float32Array(size).fill(1);
    const inputs = shape.slice(0, depthwise.has(name) ? 2 : -1).reduce((product, side) => product * side, 1);
    const deviation = Math.sqrt(2 / inputs);
    return Float32Array.from({ length: size }, (_, i) => deviation * (drawn[i % DRAWN] ?? 0));
  };
  return new Map(
    shapes.map(([name, shape]): [string, WeightArray] => [name, { shape, values: values(name, shape) }]),
  );
}
