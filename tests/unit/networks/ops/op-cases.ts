import type { NodeOf, OpName, OpNode, Padding, Pair } from '../../../../src/networks/graph/graph';

const one: Pair = [1, 1];
const none: Padding = [0, 0, 0, 0];
const base = { id: 'n', inputs: ['x'] };

/** One op with what it works on: shapes of its inputs and of its weights. */
export interface OpCase {
  readonly name: string;
  readonly node: OpNode;
  readonly inputs: readonly number[][];
  readonly weights?: Readonly<Record<string, number[]>>;
}

type CaseOf<K extends OpName> = OpCase & { readonly node: NodeOf<K> };

function conv(
  name: string,
  strides: Pair,
  padding: Padding,
  kernel: number[],
  groups = 1,
  dilations = one,
): CaseOf<'conv2d'> {
  const node: NodeOf<'conv2d'> = {
    ...base,
    op: 'conv2d',
    kernel: 'k',
    bias: 'b',
    strides,
    padding,
    dilations,
    groups,
  };
  const inputs = [[1, 6, 7, (kernel[2] ?? 1) * groups]];
  return { name, node, inputs, weights: { k: kernel, b: [kernel[3] ?? 1] } };
}
function depthwise(
  name: string,
  strides: Pair,
  padding: Padding,
  kernel: number[],
  dilations = one,
): CaseOf<'depthwiseConv2d'> {
  const node: NodeOf<'depthwiseConv2d'> = {
    ...base,
    op: 'depthwiseConv2d',
    kernel: 'k',
    strides,
    padding,
    dilations,
  };
  return { name, node, inputs: [[1, 6, 7, kernel[2] ?? 1]], weights: { k: kernel } };
}
const windowed = (size: Pair, strides: Pair, padding: Padding) => ({ size, strides, padding });

function maxPool(name: string, ...window: Parameters<typeof windowed>): CaseOf<'maxPool'> {
  return { name, node: { ...base, op: 'maxPool', ...windowed(...window) }, inputs: [[1, 6, 7, 3]] };
}
function avgPool(name: string, window: Parameters<typeof windowed>, countPadding = true): CaseOf<'avgPool'> {
  const node: NodeOf<'avgPool'> = { ...base, op: 'avgPool', countPadding, ...windowed(...window) };
  return { name, node, inputs: [[1, 6, 7, 3]] };
}

/** Each op in every shape that takes a path of its own; an op without a case does not compile. */
const CASES: { readonly [K in OpName]: readonly [CaseOf<K>, ...CaseOf<K>[]] } = {
  conv2d: [
    conv('conv 3x3', one, none, [3, 3, 2, 4]),
    conv('conv 3x3 same', one, [1, 1, 1, 1], [3, 3, 2, 4]),
    conv('conv 1x1', one, none, [1, 1, 3, 4]),
    conv('conv 2x3 asymmetric padding', one, [0, 2, 1, 1], [2, 3, 2, 3]),
    conv('conv 1x1 padded beyond its reach', one, [1, 0, 2, 1], [1, 1, 2, 3]),
    conv('conv 3x3 dilated', one, [2, 2, 2, 2], [3, 3, 2, 3], 1, [2, 2]),
    conv('conv 3x3 stride 2', [2, 2], none, [3, 3, 2, 4]),
    conv('conv 3x3 stride 2 same', [2, 2], [0, 1, 1, 0], [3, 3, 2, 4]),
    conv('conv 5x4 stride 3 padded', [3, 3], [2, 1, 2, 2], [5, 4, 2, 3]),
    conv('conv 1x1 stride 2', [2, 2], none, [1, 1, 3, 2]),
    conv('conv 3x3 strides 2 and 1', [2, 1], [1, 1, 1, 1], [3, 3, 2, 3]),
    conv('conv in 2 groups', one, [1, 1, 1, 1], [3, 3, 2, 6], 2),
    conv('conv in 3 groups, stride 2', [2, 2], [1, 1, 1, 1], [3, 3, 2, 3], 3),
    conv('conv in 3 groups, strides 2 and 1', [2, 1], [1, 0, 1, 2], [3, 2, 1, 6], 3),
    conv('conv 1x1 in 2 groups', one, none, [1, 1, 3, 4], 2),
    conv('conv in 2 groups, dilated', one, [2, 2, 2, 2], [3, 3, 1, 4], 2, [2, 2]),
  ],
  depthwiseConv2d: [
    depthwise('depthwise same', one, [1, 1, 1, 1], [3, 3, 4, 1]),
    depthwise('depthwise stride 2 same', [2, 2], [0, 1, 1, 0], [3, 3, 4, 1]),
    depthwise('depthwise stride 2', [2, 2], none, [3, 3, 4, 1]),
    depthwise('depthwise 5x5 stride 3', [3, 3], [2, 1, 2, 2], [5, 5, 5, 1]),
    depthwise('depthwise stride 2 multiplier 2', [2, 2], [1, 1, 1, 1], [3, 3, 3, 2]),
    depthwise('depthwise multiplier 2', one, [1, 0, 1, 2], [3, 3, 2, 2]),
    depthwise('depthwise dilated', one, [2, 2, 2, 2], [3, 3, 2, 1], [2, 2]),
  ],
  dense: [
    {
      name: 'dense',
      node: { ...base, op: 'dense', kernel: 'k', bias: 'b' },
      inputs: [[1, 7]],
      weights: { k: [7, 5], b: [5] },
    },
  ],
  relu: [{ name: 'relu', node: { ...base, op: 'relu' }, inputs: [[1, 3, 4, 5]] }],
  relu6: [{ name: 'relu6', node: { ...base, op: 'relu6' }, inputs: [[1, 12, 12, 3]] }],
  maxPool: [
    maxPool('max pool 2', [2, 2], [2, 2], none),
    maxPool('max pool 3/2', [3, 3], [2, 2], none),
    maxPool('max pool 3/2 padded', [3, 3], [2, 2], [1, 1, 1, 1]),
    maxPool('max pool 2x3/1 asymmetric', [2, 3], one, [1, 0, 0, 2]),
  ],
  avgPool: [
    avgPool('average pool 2', [[2, 2], [2, 2], none]),
    avgPool('average pool 3/1 counting', [[3, 3], one, [1, 1, 1, 1]]),
    avgPool('average pool 3/1 not counting', [[3, 3], one, [1, 1, 1, 1]], false),
    avgPool(
      'average pool 3x2/2 asymmetric',
      [
        [3, 2],
        [2, 2],
        [0, 1, 1, 0],
      ],
      false,
    ),
  ],
  globalAvgPool: [
    { name: 'global average pool', node: { ...base, op: 'globalAvgPool' }, inputs: [[1, 3, 4, 5]] },
  ],
  concat: [
    {
      name: 'concat',
      node: { id: 'n', inputs: ['x', 'y', 'z'], op: 'concat' },
      inputs: [
        [1, 3, 4, 2],
        [1, 3, 4, 5],
        [1, 3, 4, 1],
      ],
    },
  ],
  add: [
    {
      name: 'add',
      node: { id: 'n', inputs: ['x', 'y'], op: 'add' },
      inputs: [
        [1, 3, 4, 2],
        [1, 3, 4, 2],
      ],
    },
  ],
  flatten: [{ name: 'flatten', node: { ...base, op: 'flatten' }, inputs: [[1, 2, 3, 4]] }],
  reshape: [{ name: 'reshape', node: { ...base, op: 'reshape', shape: [1, 1, 24] }, inputs: [[1, 24]] }],
  batchNorm: [
    {
      name: 'batch norm',
      node: { ...base, op: 'batchNorm', scale: 's', offset: 'o', mean: 'm', variance: 'v', epsilon: 1e-3 },
      inputs: [[1, 2, 3, 4]],
      weights: { s: [4], o: [4], m: [4], v: [4] },
    },
  ],
  dropout: [{ name: 'dropout', node: { ...base, op: 'dropout' }, inputs: [[1, 2, 3, 4]] }],
  softmax: [{ name: 'softmax', node: { ...base, op: 'softmax' }, inputs: [[1, 6]] }],
  sigmoid: [{ name: 'sigmoid', node: { ...base, op: 'sigmoid' }, inputs: [[1, 6]] }],
  complement: [{ name: 'complement', node: { ...base, op: 'complement' }, inputs: [[1, 1]] }],
};

export const OP_CASES: readonly OpCase[] = Object.values(CASES).flat();
