import { unsupportedModel, unsupportedOp } from '../graph/failures';
import type {
  LinearNode,
  NodeOf,
  OpName,
  OpNode,
  Padding,
  Pair,
  WeightArray,
  WeightArrays,
} from '../graph/graph';
import { samePaddings, sizeOf, type Shape } from '../graph/shapes';
import { type GraphAttribute, type GraphDefWriter, integers, text } from './graph-def';
import { phrase } from '../../words/say';

/** What writing one node needs to know of the rest of the graph. */
export interface GraphContext {
  readonly writer: GraphDefWriter;
  readonly weights: WeightArrays;
  /** Name of the GraphDef node that computes a node of the network. */
  readonly name: (id: string) => string;
  /** Shape of a node's value without the batch axis. */
  readonly shape: (id: string) => Shape;
}

/** Writes one kind of node; `inputs` are the names of what it reads. Gives the name of what computes it. */
type Writer<K extends OpName> = (node: NodeOf<K>, inputs: readonly string[], context: GraphContext) => string;

/** A node that TensorFlow has under another name. */
const plain =
  (op: string) =>
  ({ id }: OpNode, inputs: readonly string[], { writer }: GraphContext): string =>
    writer.add(op, id, inputs);

const concatenated = (id: string, inputs: readonly string[], writer: GraphDefWriter, at = -1): string => {
  const axis = writer.constant(`${id}/axis`, [], Int32Array.of(at));
  return writer.add('ConcatV2', id, [...inputs, axis], { N: { i: String(inputs.length) } });
};

/** How each op is written as TensorFlow's. */
const WRITERS: { readonly [K in OpName]?: Writer<K> } = {
  conv2d(node, _inputs, context) {
    if (node.groups === 1) return convolution('Conv2D', node, context);
    throw unsupportedOp(
      phrase('Convolution “{id}” in {groups} groups has no TF.js graph node.', {
        id: node.id,
        groups: node.groups,
      }),
    );
  },
  depthwiseConv2d: (node, _inputs, context) => convolution('DepthwiseConv2dNative', node, context),
  dense(node, [first = ''], context) {
    const product = context.writer.add('MatMul', node.id, [first, weight(node.kernel, node, context)]);
    return biased(node, product, context);
  },
  relu: plain('Relu'),
  relu6: plain('Relu6'),
  maxPool: (node, _inputs, context) =>
    pool('MaxPool', node, padded(node, node.size, [1, 1], LOWEST, context), context),
  avgPool: (node, _inputs, context) => pool('AvgPool', node, averagePadding(node, context), context),
  globalAvgPool({ id }, [first = ''], { writer }) {
    const axes = writer.constant(`${id}/axes`, [2], Int32Array.of(1, 2));
    return writer.add('Mean', id, [first, axes], { keep_dims: { b: true } });
  },
  concat({ id, axis }, inputs, { writer }) {
    const [first = '', ...others] = inputs;
    if (others.length === 0) return first;
    return concatenated(id, inputs, writer, axis === undefined ? -1 : axis + 1);
  },
  add: ({ id }, [first = '', ...others], { writer }) =>
    others.reduce((sum, input) => writer.add('AddV2', id, [sum, input]), first),
  flatten: (node, [first = ''], { writer, shape }) =>
    writeReshape(node.id, first, [sizeOf(shape(node.inputs[0] ?? ''))], writer),
  reshape: (node, [first = ''], { writer }) => writeReshape(node.id, first, node.shape, writer),
  batchNorm: (node, [first = ''], context) => batchNorm(node, first, context),
  dropout: (_node, [first = '']) => first,
  softmax: plain('Softmax'),
  sigmoid: plain('Sigmoid'),
  multiply: plain('Mul'),
  complement({ id }, inputs, { writer }) {
    const negated = writer.add('Neg', `${id}/negated`, inputs);
    return concatenated(id, [...inputs, negated], writer);
  },
};

/**
 * Writes the TensorFlow nodes that compute one node of a network and gives the name of the last of them.
 * Throws LabError `unsupported-op` where plain TF.js has none.
 */
export function writeGraphNode(node: OpNode, context: GraphContext): string {
  const write = WRITERS[node.op] as Writer<OpName> | undefined;
  if (!write)
    throw unsupportedOp(
      phrase('“{id}” ({op}) is not written as a TF.js graph node.', { id: node.id, op: node.op }),
    );
  return write(
    node,
    node.inputs.map((id) => context.name(id)),
    context,
  );
}

/** Reshapes all but the batch axis. */
export function writeReshape(id: string, input: string, shape: Shape, writer: GraphDefWriter): string {
  const wanted = writer.constant(`${id}/shape`, [shape.length + 1], Int32Array.of(-1, ...shape));
  return writer.add('Reshape', id, [input, wanted]);
}

/** `slope * x + shift`, one of each a channel. */
export function writeAffine(
  id: string,
  input: string,
  slope: Float32Array,
  shift: Float32Array,
  writer: GraphDefWriter,
): string {
  const scaled = writer.add('Mul', `${id}/scaled`, [
    input,
    writer.constant(`${id}/slope`, [slope.length], slope),
  ]);
  return writer.add('AddV2', id, [scaled, writer.constant(`${id}/shift`, [shift.length], shift)]);
}

function convolution(op: string, node: NodeOf<'conv2d' | 'depthwiseConv2d'>, context: GraphContext): string {
  const [height = 1, width = 1] = weightArray(node.kernel, node, context).shape;
  const { input, padding } = padded(node, [height, width], node.dilations, 0, context);
  const name = context.writer.add(op, node.id, [input, weight(node.kernel, node, context)], {
    strides: integers(1, ...node.strides, 1),
    dilations: integers(1, ...node.dilations, 1),
    padding,
    data_format: text('NHWC'),
  });
  return biased(node, name, context);
}

/** Below every activation: a padded pixel never wins a maximum. */
const LOWEST = -3.4028234e38;

/** What a window slides over, and TensorFlow's word for its padding. */
interface Padded {
  readonly input: string;
  readonly padding: GraphAttribute;
}

function pool(
  op: string,
  node: NodeOf<'maxPool' | 'avgPool'>,
  { input, padding }: Padded,
  { writer }: GraphContext,
): string {
  return writer.add(op, node.id, [input], {
    ksize: integers(1, ...node.size, 1),
    strides: integers(1, ...node.strides, 1),
    padding,
    data_format: text('NHWC'),
  });
}

type PaddedNode = OpNode & { readonly strides: Pair; readonly padding: Padding };

const VALID = text('VALID');
const SAME = text('SAME');

function isSame(node: PaddedNode, size: Pair, dilations: Pair, { shape }: GraphContext): boolean {
  const same = samePaddings(shape(node.inputs[0] ?? ''), size, node.strides, dilations);
  return same.join() === node.padding.join();
}

/** TensorFlow's average over `same` padding does not count it, over zeros laid down before does. */
function averagePadding(node: NodeOf<'avgPool'>, context: GraphContext): Padded {
  const { id, size, padding, countPadding, inputs } = node;
  const input = context.name(inputs[0] ?? '');
  if (padding.every((side) => side === 0)) return { input, padding: VALID };
  if (countPadding) return laid(node, 0, context);
  if (isSame(node, size, [1, 1], context)) return { input, padding: SAME };
  throw unsupportedOp(
    phrase('The padding [{padding}] of “{id}” ({op}) has no TF.js graph node.', {
      padding: padding.join(', '),
      id,
      op: node.op,
    }),
  );
}

/** TensorFlow's own word for a padding where it has one, else a PadV2 with `value` before the node. */
function padded(node: PaddedNode, size: Pair, dilations: Pair, value: number, context: GraphContext): Padded {
  const input = context.name(node.inputs[0] ?? '');
  if (node.padding.every((side) => side === 0)) return { input, padding: VALID };
  // TF.js on WASM returns zeros for a `same` convolution that strides past its window.
  const covers = size.every(
    (taps, axis) => (taps - 1) * (dilations[axis] ?? 1) >= (node.strides[axis] ?? 1) - 1,
  );
  if (covers && isSame(node, size, dilations, context)) return { input, padding: SAME };
  return laid(node, value, context);
}

/** A PadV2 with `value` before the node. */
function laid({ id, inputs, padding }: PaddedNode, value: number, { writer, name }: GraphContext): Padded {
  const [top, right, bottom, left] = padding;
  const sides = writer.constant(
    `${id}/paddings`,
    [4, 2],
    Int32Array.of(0, 0, top, bottom, left, right, 0, 0),
  );
  const filling = writer.constant(`${id}/filling`, [], Float32Array.of(value));
  const input = writer.add('PadV2', `${id}/padded`, [name(inputs[0] ?? ''), sides, filling]);
  return { input, padding: VALID };
}

function biased(node: LinearNode, input: string, context: GraphContext): string {
  if (node.bias === undefined) return input;
  const bias = weight(node.bias, node, context);
  return context.writer.add('BiasAdd', `${node.id}/biased`, [input, bias], { data_format: text('NHWC') });
}

/** Frozen statistics are one affine map a channel: `x * s + (offset - mean * s)` with `s = scale / sqrt(variance + eps)`. */
function batchNorm(node: NodeOf<'batchNorm'>, input: string, context: GraphContext): string {
  const values = (name: string): Float32Array => weightArray(name, node, context).values;
  const [scale, offset, mean, variance] = [node.scale, node.offset, node.mean, node.variance].map(values) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const slope = scale.map((value, c) => value / Math.sqrt((variance[c] ?? 0) + node.epsilon));
  const shift = offset.map((value, c) => value - (mean[c] ?? 0) * (slope[c] ?? 1));
  return writeAffine(node.id, input, slope, shift, context.writer);
}

function weight(name: string, node: OpNode, context: GraphContext): string {
  const { shape, values } = weightArray(name, node, context);
  return context.writer.constant(`${node.id}/${name.split('/').at(-1) ?? name}`, shape, values);
}

function weightArray(name: string, node: OpNode, { weights }: GraphContext): WeightArray {
  const found = weights.get(name);
  if (found) return found;
  throw unsupportedModel(
    phrase('Layer “{id}” names a weight “{name}” that its file does not hold.', { id: node.id, name }),
  );
}
