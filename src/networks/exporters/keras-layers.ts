import { unsupportedOp } from '../graph/failures';
import type { Node, NodeOf, OpKind, Padding, Pair } from '../graph/graph';
import { isNonNegative } from '../graph/non-negative';
import { samePaddings, type Shape } from '../graph/shapes';
import { phrase } from '../../words/say';

/** A Keras layer to write, with its weights: `kind` as Keras names it, `name` as the graph does. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the Keras layers it reads. */
  readonly inputs: readonly string[];
  readonly weights?: readonly { readonly kind: string; readonly name: string }[];
}

/** What writing one node needs to know of the rest of the graph. */
export interface Written {
  /** Keras layer that computes a node. */
  readonly layer: (id: string) => string;
  readonly shape: (id: string) => Shape;
  readonly node: (id: string) => Node | undefined;
  /** A Keras layer name not used before, made from an id. */
  readonly fresh: (id: string) => string;
  readonly weightShape: (name: string) => Shape;
}

/** Where a node's last layer stands: its name, and the names of the layers it reads. */
interface Place {
  readonly name: string;
  readonly inputs: readonly string[];
}

type Writer<K extends OpKind> = (node: NodeOf<K>, place: Place, written: Written) => KerasLayer[];

const plain =
  (className: string, config = {}) =>
  (_node: Node, place: Place): KerasLayer[] => [{ className, config, ...place }];

const channelsLast = { data_format: 'channels_last' };

function weights(...pairs: readonly (readonly [kind: string, name: string | undefined])[]) {
  return pairs.flatMap(([kind, name]) => (name === undefined ? [] : [{ kind, name }]));
}

/** How each op is written as layers of Keras's. */
const WRITERS: { readonly [K in OpKind]?: Writer<K> } = {
  input: ({ id }, place, { shape }) => [
    {
      className: 'InputLayer',
      config: { batch_input_shape: [null, ...shape(id)], dtype: 'float32', sparse: false },
      ...place,
    },
  ],
  conv2d(node, place, written) {
    if (node.groups !== 1)
      throw unsupportedOp(
        phrase('Convolution “{id}” in {groups} groups has no TF.js layer.', {
          id: node.id,
          groups: node.groups,
        }),
      );
    const [height = 1, width = 1, , filters] = written.weightShape(node.kernel);
    return convolution('Conv2D', 'kernel', node, [height, width], { filters }, place, written);
  },
  depthwiseConv2d(node, place, written) {
    const [height = 1, width = 1, , multiplier] = written.weightShape(node.kernel);
    const config = { depth_multiplier: multiplier };
    return convolution('DepthwiseConv2D', 'depthwise_kernel', node, [height, width], config, place, written);
  },
  dense(node, place, { weightShape }) {
    const config = {
      units: weightShape(node.kernel)[1],
      use_bias: node.bias !== undefined,
      activation: 'linear',
    };
    return [
      {
        className: 'Dense',
        config,
        ...place,
        weights: weights(['kernel', node.kernel], ['bias', node.bias]),
      },
    ];
  },
  relu: plain('ReLU'),
  relu6: plain('ReLU', { max_value: 6 }),
  maxPool(node, place, written) {
    // The zeros of a ZeroPadding2D may win where every pixel is below them.
    const zerosDo = isNonNegative(node.inputs[0] ?? '', written.node);
    const padding = paddingOf(node, node.size, [1, 1], { same: true, zeros: zerosDo }, place, written);
    return pool('MaxPooling2D', node, padding, place);
  },
  avgPool(node, place, written) {
    // Keras's average over `same` padding does not count it, over zeros laid down before does.
    const allowed = { same: !node.countPadding, zeros: node.countPadding };
    const padding = paddingOf(node, node.size, [1, 1], allowed, place, written);
    return pool('AveragePooling2D', node, padding, place);
  },
  globalAvgPool({ id }, { name, inputs }, { fresh, shape }) {
    const mean = fresh(`${id}_mean`);
    return [
      { className: 'GlobalAveragePooling2D', name: mean, config: channelsLast, inputs },
      { className: 'Reshape', name, config: { target_shape: shape(id) }, inputs: [mean] },
    ];
  },
  concat: ({ axis }, place) => [
    { className: 'Concatenate', config: { axis: axis === undefined ? -1 : axis + 1 }, ...place },
  ],
  add: plain('Add'),
  flatten: plain('Flatten'),
  reshape: ({ shape }, place) => [{ className: 'Reshape', config: { target_shape: shape }, ...place }],
  batchNorm: ({ scale, offset, mean, variance, epsilon }, place) => [
    {
      className: 'BatchNormalization',
      config: { axis: -1, epsilon, center: true, scale: true },
      ...place,
      weights: weights(
        ['gamma', scale],
        ['beta', offset],
        ['moving_mean', mean],
        ['moving_variance', variance],
      ),
    },
  ],
  dropout: plain('Dropout', { rate: 0 }),
  softmax: plain('Softmax', { axis: -1 }),
  sigmoid: plain('Activation', { activation: 'sigmoid' }),
  complement({ id }) {
    throw unsupportedOp(phrase('“{id}”, both sides of one answer, is written as its one logit.', { id }));
  },
};

/** The Keras layers that compute one node, the last of them its value. Throws LabError `unsupported-op` where there are none. */
export function kerasLayers(node: Node, written: Written): KerasLayer[] {
  const write = WRITERS[node.op] as Writer<OpKind> | undefined;
  if (!write)
    throw unsupportedOp(
      phrase('“{id}” ({op}) is not written as a TF.js layer.', { id: node.id, op: node.op }),
    );
  const place = { name: written.fresh(node.id), inputs: node.inputs.map((id) => written.layer(id)) };
  return write(node, place, written);
}

function convolution(
  className: string,
  kernel: string,
  node: NodeOf<'conv2d' | 'depthwiseConv2d'>,
  size: Pair,
  config: object,
  place: Place,
  written: Written,
): KerasLayer[] {
  const { before, padding } = paddingOf(
    node,
    size,
    node.dilations,
    { same: true, zeros: true },
    place,
    written,
  );
  return [
    ...before,
    {
      className,
      name: place.name,
      config: {
        ...config,
        kernel_size: size,
        strides: node.strides,
        dilation_rate: node.dilations,
        padding,
        use_bias: node.bias !== undefined,
        activation: 'linear',
        ...channelsLast,
      },
      inputs: before[0] ? [before[0].name] : place.inputs,
      weights: weights([kernel, node.kernel], ['bias', node.bias]),
    },
  ];
}

function pool(
  className: string,
  { size, strides }: NodeOf<'maxPool' | 'avgPool'>,
  { before, padding }: KerasPadding,
  { name, inputs }: Place,
): KerasLayer[] {
  const config = { pool_size: size, strides, padding, ...channelsLast };
  return [...before, { className, name, config, inputs: before[0] ? [before[0].name] : inputs }];
}

/** Keras's own word for a padding, after a ZeroPadding2D where it has none. */
interface KerasPadding {
  readonly before: readonly KerasLayer[];
  readonly padding: 'valid' | 'same';
}

type PaddedNode = Node & { readonly strides: Pair; readonly padding: Padding };

/** A node's padding by those of Keras's means that give the node's own result. Throws LabError `unsupported-op` without one. */
function paddingOf(
  node: PaddedNode,
  size: Pair,
  dilations: Pair,
  allowed: { readonly same: boolean; readonly zeros: boolean },
  { inputs }: Place,
  { shape, fresh }: Written,
): KerasPadding {
  const { padding } = node;
  if (padding.every((side) => side === 0)) return { before: [], padding: 'valid' };
  const same = samePaddings(shape(node.inputs[0] ?? ''), size, node.strides, dilations);
  if (allowed.same && same.join() === padding.join()) return { before: [], padding: 'same' };
  if (!allowed.zeros) {
    throw unsupportedOp(
      phrase('The padding [{padding}] of “{id}” ({op}) has no TF.js layer.', {
        padding: padding.join(', '),
        id: node.id,
        op: node.op,
      }),
    );
  }
  const [top, right, bottom, left] = padding;
  const layer: KerasLayer = {
    className: 'ZeroPadding2D',
    name: fresh(`${node.id}_padding`),
    config: {
      padding: [
        [top, bottom],
        [left, right],
      ],
      ...channelsLast,
    },
    inputs,
  };
  return { before: [layer], padding: 'valid' };
}
