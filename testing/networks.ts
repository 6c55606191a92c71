import { type Preprocessing, PREPROCESSINGS } from '../src/core/records/preprocessings';
import type { ImportedNetwork, NetworkGraph, Node, WeightArray } from '../src/networks/graph/graph';
import { generator } from './small-generator';

/** Weights in [-0.5, 0.5] for the given shapes, the same every time. */
export function someWeights(
  shapes: Readonly<Record<string, readonly number[]>>,
  seed = 5,
): Map<string, WeightArray> {
  const random = generator(seed);
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5);
      return [name, { shape, values }];
    }),
  );
}

export function graphOf(
  nodes: readonly Node[],
  logits: string,
  classes: number,
  over: Partial<NetworkGraph> = {},
): NetworkGraph {
  return {
    id: 'small',
    title: 'Small',
    input: { size: [8, 8], preprocessing: PREPROCESSINGS.torch },
    classes: Array.from({ length: classes }, (_, index) => ({ index, name: `class ${index}` })),
    output: { kind: 'softmax' },
    nodes,
    logits,
    ...over,
  };
}

/** One dense layer on the flattened picture: its gradient is its weights. */
export function linearNetwork(preprocessing: Preprocessing = PREPROCESSINGS.torch): ImportedNetwork {
  const nodes: Node[] = [
    { id: 'x', op: 'input', inputs: [] },
    { id: 'flat', op: 'flatten', inputs: ['x'] },
    { id: 'scores', op: 'dense', inputs: ['flat'], kernel: 'w', bias: 'b' },
  ];
  const graph = graphOf(nodes, 'scores', 3, { input: { size: [2, 2], preprocessing } });
  return { graph, weights: someWeights({ w: [12, 3], b: [3] }) };
}

/** Most op kinds in one small graph with a branch: conv, depthwise, pools, concat, add, batch norm, a softmax at the end. */
export function branchedNetwork(): ImportedNetwork {
  const plain = { strides: [1, 1], dilations: [1, 1], groups: 1 } as const;
  const nodes: Node[] = [
    { id: 'x', op: 'input', inputs: [] },
    {
      id: 'c1',
      op: 'conv2d',
      inputs: ['x'],
      kernel: 'k1',
      bias: 'b1',
      ...plain,
      strides: [2, 2],
      padding: [0, 1, 1, 0],
    },
    { id: 'r1', op: 'relu', inputs: ['c1'] },
    {
      id: 'dw',
      op: 'depthwiseConv2d',
      inputs: ['r1'],
      kernel: 'kd',
      strides: [1, 1],
      dilations: [1, 1],
      padding: [1, 1, 1, 1],
    },
    {
      id: 'bn',
      op: 'batchNorm',
      inputs: ['dw'],
      scale: 's',
      offset: 'o',
      mean: 'm',
      variance: 'v',
      epsilon: 1e-3,
    },
    { id: 'r2', op: 'relu6', inputs: ['bn'] },
    { id: 'sum', op: 'add', inputs: ['r1', 'r2'] },
    { id: 'c2', op: 'conv2d', inputs: ['sum'], kernel: 'k2', ...plain, padding: [0, 0, 0, 0] },
    { id: 'r3', op: 'relu', inputs: ['c2'] },
    { id: 'both', op: 'concat', inputs: ['sum', 'r3'] },
    { id: 'pool', op: 'maxPool', inputs: ['both'], size: [3, 3], strides: [2, 2], padding: [1, 1, 1, 1] },
    {
      id: 'avg',
      op: 'avgPool',
      inputs: ['pool'],
      size: [2, 2],
      strides: [1, 1],
      padding: [0, 0, 0, 0],
      countPadding: false,
    },
    { id: 'drop', op: 'dropout', inputs: ['avg'] },
    { id: 'gap', op: 'globalAvgPool', inputs: ['drop'] },
    { id: 'flat', op: 'flatten', inputs: ['gap'] },
    { id: 'scores', op: 'dense', inputs: ['flat'], kernel: 'kf', bias: 'bf' },
    { id: 'probabilities', op: 'softmax', inputs: ['scores'] },
  ];
  const weights = someWeights({
    k1: [3, 3, 3, 4],
    b1: [4],
    kd: [3, 3, 4, 1],
    s: [4],
    o: [4],
    m: [4],
    v: [4],
    k2: [1, 1, 4, 5],
    kf: [9, 6],
    bf: [6],
  });
  const variance = weights.get('v') as WeightArray;
  weights.set('v', { shape: variance.shape, values: variance.values.map((value) => Math.abs(value) + 0.1) });
  return { graph: graphOf(nodes, 'scores', 6), weights };
}
