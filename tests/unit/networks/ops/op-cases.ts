import type {
  ActivationFunction,
  NodeOf,
  OpName,
  OpNode,
  Padding,
  Pair,
  Stretch,
} from '../../../../src/networks/graph/graph';

const one: Pair = [1, 1];
const none: Padding = [0, 0, 0, 0];
const base = { id: 'n', inputs: ['x'] };

/** One op with what it works on: shapes of its inputs and of its weights. */
export interface OpCase {
  readonly name: string;
  readonly node: OpNode;
  readonly inputs: readonly number[][];
  readonly weights?: Readonly<Record<string, number[]>>;
  /** Whether it is defined above 0 alone. */
  readonly positive?: boolean;
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

const map = [1, 3, 4, 5];

function activation(name: ActivationFunction, alpha?: number, beta?: number): CaseOf<'activation'> {
  const numbers = { ...(alpha === undefined ? {} : { alpha }), ...(beta === undefined ? {} : { beta }) };
  const node: NodeOf<'activation'> = { ...base, op: 'activation', function: name, ...numbers };
  const positive = name === 'log' || (name === 'power' && (alpha ?? 0) % 1 !== 0);
  return {
    name: [name, alpha, beta].join(' ').trim(),
    node,
    inputs: [map],
    ...(positive ? { positive } : {}),
  };
}
function transposed(
  name: string,
  kernel: number[],
  size: Pair,
  strides: Pair,
  padding: Padding,
  input: number[],
  groups = 1,
  dilations = one,
): CaseOf<'convTranspose2d'> {
  const node: NodeOf<'convTranspose2d'> = {
    ...base,
    op: 'convTranspose2d',
    kernel: 'k',
    bias: 'b',
    ...{ size, strides, padding, dilations, groups },
  };
  return { name, node, inputs: [input], weights: { k: kernel, b: [(kernel[2] ?? 1) * groups] } };
}
function resize(size: Pair, stretch: Stretch): CaseOf<'resize'> {
  const name = `resize ${stretch.mode} ${stretch.places} to ${size.join('x')}`;
  return { name, node: { ...base, op: 'resize', size, ...stretch }, inputs: [[1, 4, 5, 3]] };
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
    {
      name: 'dense along the last of many axes',
      node: { ...base, op: 'dense', kernel: 'k', bias: 'b' },
      inputs: [[1, 3, 2, 7]],
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
    {
      name: 'concat of rows',
      node: { id: 'n', inputs: ['x', 'y'], op: 'concat', axis: 0 },
      inputs: [
        [1, 4, 4, 2],
        [1, 3, 4, 2],
      ],
    },
  ],
  add: [
    {
      name: 'add, repeated along rows and columns',
      node: { id: 'n', inputs: ['x', 'y'], op: 'add' },
      inputs: [
        [1, 3, 4, 2],
        [1, 1, 1, 2],
      ],
    },
    {
      name: 'add, repeated along channels and rows',
      node: { id: 'n', inputs: ['x', 'y'], op: 'add' },
      inputs: [
        [1, 3, 4, 2],
        [1, 1, 4, 1],
      ],
    },
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
  sigmoid: [{ name: 'sigmoid', node: { ...base, op: 'sigmoid' }, inputs: [map] }],
  complement: [{ name: 'complement', node: { ...base, op: 'complement' }, inputs: [[1, 1]] }],
  activation: [
    activation('silu'),
    activation('hardSigmoid'),
    activation('hardSigmoid', 1 / 6, 0.5),
    activation('hardSwish'),
    activation('tanh'),
    activation('softplus'),
    activation('mish'),
    activation('leakyRelu', 0.2),
    activation('elu', 0.7),
    activation('elu', 1.67, 1.05),
    activation('gelu'),
    activation('geluTanh'),
    activation('clip', -0.4875, 0.7125),
    activation('clip', 0.1125, 0.7125),
    activation('softsign'),
    activation('erf'),
    activation('power', 3),
    activation('power', 0.5),
    activation('power', -1.5),
    activation('exp'),
    activation('log'),
    activation('abs'),
  ],
  prelu: [{ name: 'prelu', node: { ...base, op: 'prelu', slope: 's' }, inputs: [map], weights: { s: [5] } }],
  multiply: [
    { name: 'multiply', node: { id: 'n', inputs: ['x', 'y'], op: 'multiply' }, inputs: [map, map] },
    {
      name: 'multiply by a gate a channel',
      node: { id: 'n', inputs: ['x', 'y'], op: 'multiply' },
      inputs: [map, [1, 1, 1, 5]],
    },
  ],
  offset: [
    {
      name: 'offset',
      node: { ...base, op: 'offset', weight: 'w' },
      inputs: [map],
      weights: { w: [3, 1, 5] },
    },
  ],
  scale: [
    { name: 'scale', node: { ...base, op: 'scale', weight: 'w' }, inputs: [map], weights: { w: [1, 4, 5] } },
  ],
  matMul: [
    {
      name: 'product of two',
      node: { id: 'n', inputs: ['x', 'y'], op: 'matMul', transposed: [false, false] },
      inputs: [
        [1, 2, 3, 4],
        [1, 2, 4, 5],
      ],
    },
    {
      name: 'product of two, the second turned',
      node: { id: 'n', inputs: ['x', 'y'], op: 'matMul', transposed: [false, true] },
      inputs: [
        [1, 3, 4],
        [1, 5, 4],
      ],
    },
    {
      name: 'product of two, the first turned',
      node: { id: 'n', inputs: ['x', 'y'], op: 'matMul', transposed: [true, false] },
      inputs: [
        [1, 2, 2, 4, 3],
        [1, 2, 2, 4, 2],
      ],
    },
    {
      name: 'product of two, both turned',
      node: { id: 'n', inputs: ['x', 'y'], op: 'matMul', transposed: [true, true] },
      inputs: [
        [1, 4, 3],
        [1, 5, 4],
      ],
    },
  ],
  layerNorm: [
    {
      name: 'layer norm',
      node: { ...base, op: 'layerNorm', scale: 's', offset: 'o', epsilon: 1e-3 },
      inputs: [[1, 3, 4, 6]],
      weights: { s: [6], o: [6] },
    },
  ],
  groupNorm: [
    {
      name: 'group norm',
      node: { ...base, op: 'groupNorm', groups: 2, scale: 's', offset: 'o', epsilon: 1e-3 },
      inputs: [[1, 3, 4, 6]],
      weights: { s: [6], o: [6] },
    },
  ],
  localNorm: [
    {
      name: 'local response norm',
      node: { ...base, op: 'localNorm', size: 5, alpha: 0.3, beta: 0.75, bias: 1 },
      inputs: [[1, 3, 4, 7]],
    },
    {
      name: 'local response norm of an even size',
      node: { ...base, op: 'localNorm', size: 2, alpha: 0.3, beta: 0.5, bias: 2 },
      inputs: [[1, 3, 4, 4]],
    },
  ],
  reduce: [
    { name: 'mean of the last axis', node: { ...base, op: 'reduce', by: 'mean' }, inputs: [map] },
    { name: 'largest of the last axis', node: { ...base, op: 'reduce', by: 'max' }, inputs: [map] },
  ],
  transpose: [
    {
      name: 'transpose',
      node: { ...base, op: 'transpose', order: [2, 0, 3, 1] },
      inputs: [[1, 2, 3, 4, 2]],
    },
  ],
  slice: [{ name: 'slice', node: { ...base, op: 'slice', axis: 1, start: 1, size: 2 }, inputs: [map] }],
  pad: [
    {
      name: 'pad',
      node: { ...base, op: 'pad', axis: 1, before: 2, after: 1, value: -0.5 },
      inputs: [map],
    },
    {
      name: 'pad of zeros',
      node: { ...base, op: 'pad', axis: 0, before: 0, after: 1, value: 0 },
      inputs: [map],
    },
  ],
  resize: [
    resize([8, 10], { mode: 'nearest', places: 'asymmetric', rounding: 'floor' }),
    resize([3, 7], { mode: 'nearest', places: 'half_pixel', rounding: 'round_prefer_floor' }),
    resize([7, 3], { mode: 'linear', places: 'half_pixel', rounding: 'floor' }),
    resize([7, 9], { mode: 'linear', places: 'align_corners', rounding: 'floor' }),
    resize([6, 9], { mode: 'cubic', places: 'pytorch_half_pixel', rounding: 'floor' }),
    resize([3, 2], { mode: 'linear', places: 'half_pixel', rounding: 'floor', antialias: true }),
  ],
  convTranspose2d: [
    transposed('transposed conv 4x4/2', [4, 4, 2, 3], [8, 10], [2, 2], [1, 1, 1, 1], [1, 4, 5, 3]),
    transposed('transposed conv 3x3', [3, 2, 2, 3], [6, 6], one, none, [1, 4, 5, 3]),
    transposed('transposed conv in groups', [3, 3, 1, 4], [8, 10], [2, 2], [1, 1, 1, 1], [1, 4, 5, 4], 2),
    transposed('transposed conv dilated', [3, 3, 2, 3], [8, 9], one, none, [1, 4, 5, 3], 1, [2, 2]),
  ],
};

export const OP_CASES: readonly OpCase[] = Object.values(CASES).flat();
