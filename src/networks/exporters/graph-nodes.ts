import { unsupportedModel, unsupportedOp } from '../graph/failures';
import type { Node, NodeOf, Padding, Pair, WeightArray, WeightArrays } from '../graph/graph';
import { samePaddings, sizeOf, type Shape } from '../graph/shapes';
import { type GraphAttribute, type GraphDefWriter, integers, text } from './graph-def';

/** What writing one node needs to know of the rest of the graph. */
export interface GraphContext {
  readonly writer: GraphDefWriter;
  readonly weights: WeightArrays;
  /** Name of the GraphDef node that computes a node of the network. */
  name(id: string): string;
  /** Shape of a node's value without the batch axis. */
  shape(id: string): Shape;
}

/**
 * Writes the TensorFlow nodes that compute one node of a network and gives the name of the last of them.
 * Throws LabError `unsupported-op` where plain TF.js has none.
 */
export function writeGraphNode(node: Exclude<Node, { op: 'input' }>, context: GraphContext): string {
  const { writer } = context;
  const inputs = node.inputs.map((id) => context.name(id));
  const [first = ''] = inputs;
  switch (node.op) {
    case 'conv2d':
    case 'depthwiseConv2d':
      return convolution(node, context);
    case 'dense':
      return biased(
        node,
        writer.add('MatMul', node.id, [first, weight(node.kernel, node, context)]),
        context,
      );
    case 'maxPool':
      return pool('MaxPool', node, context);
    case 'avgPool':
      return pool('AvgPool', node, context);
    case 'globalAvgPool': {
      const axes = writer.constant(`${node.id}/axes`, [2], Int32Array.of(1, 2));
      return writer.add('Mean', node.id, [first, axes], { keep_dims: { b: true } });
    }
    case 'relu':
      return writer.add('Relu', node.id, inputs);
    case 'relu6':
      return writer.add('Relu6', node.id, inputs);
    case 'concat': {
      if (inputs.length === 1) return first;
      const axis = writer.constant(`${node.id}/axis`, [], Int32Array.of(-1));
      return writer.add('ConcatV2', node.id, [...inputs, axis], { N: { i: String(inputs.length) } });
    }
    case 'add':
      return inputs.slice(1).reduce((sum, input) => writer.add('AddV2', node.id, [sum, input]), first);
    case 'flatten':
      return writeReshape(node.id, first, [sizeOf(context.shape(node.inputs[0] ?? ''))], writer);
    case 'reshape':
      return writeReshape(node.id, first, node.shape, writer);
    case 'batchNorm':
      return batchNorm(node, first, context);
    case 'dropout':
      return first;
    case 'softmax':
      return writer.add('Softmax', node.id, inputs);
    case 'sigmoid':
      return writer.add('Sigmoid', node.id, inputs);
    case 'complement': {
      const negated = writer.add('Neg', `${node.id}/negated`, inputs);
      const axis = writer.constant(`${node.id}/axis`, [], Int32Array.of(-1));
      return writer.add('ConcatV2', node.id, [first, negated, axis], { N: { i: '2' } });
    }
    default:
      return node satisfies never;
  }
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

function convolution(node: NodeOf<'conv2d'> | NodeOf<'depthwiseConv2d'>, context: GraphContext): string {
  if (node.op === 'conv2d' && node.groups !== 1)
    throw unsupportedOp(`Convolution “${node.id}” in ${node.groups} groups has no TF.js graph node.`);
  const [height = 1, width = 1] = weightArray(node.kernel, node, context).shape;
  const { input, padding } = padded(node, [height, width], node.dilations, 0, context);
  const name = context.writer.add(
    node.op === 'conv2d' ? 'Conv2D' : 'DepthwiseConv2dNative',
    node.id,
    [input, weight(node.kernel, node, context)],
    {
      strides: integers(1, ...node.strides, 1),
      dilations: integers(1, ...node.dilations, 1),
      padding,
      data_format: text('NHWC'),
    },
  );
  return biased(node, name, context);
}

/** Below every activation: a padded pixel never wins a maximum. */
const LOWEST = -3.4028234e38;

function pool(op: string, node: NodeOf<'maxPool'> | NodeOf<'avgPool'>, context: GraphContext): string {
  const { input, padding } = padded(node, node.size, [1, 1], node.op === 'maxPool' ? LOWEST : 0, context);
  return context.writer.add(op, node.id, [input], {
    ksize: integers(1, ...node.size, 1),
    strides: integers(1, ...node.strides, 1),
    padding,
    data_format: text('NHWC'),
  });
}

type PaddedNode = Node & { readonly strides: Pair; readonly padding: Padding };

/** TensorFlow's own word for a padding where it has one, else a PadV2 with `value` before the node. */
function padded(
  node: PaddedNode,
  size: Pair,
  dilations: Pair,
  value: number,
  { writer, ...context }: GraphContext,
): { input: string; padding: GraphAttribute } {
  const { padding } = node;
  const source = node.inputs[0] ?? '';
  const input = context.name(source);
  if (padding.every((side) => side === 0)) return { input, padding: text('VALID') };
  const same = samePaddings(context.shape(source), size, node.strides, dilations).join() === padding.join();
  if (node.op === 'avgPool' && !node.countPadding) {
    if (same) return { input, padding: text('SAME') };
    throw unsupportedOp(
      `The padding [${padding.join(', ')}] of “${node.id}” (${node.op}) has no TF.js graph node.`,
    );
  }
  // TF.js on WASM returns zeros for a `same` convolution that strides past its window.
  const covers = size.every(
    (taps, axis) => (taps - 1) * (dilations[axis] ?? 1) >= (node.strides[axis] ?? 1) - 1,
  );
  if (node.op !== 'avgPool' && same && covers) return { input, padding: text('SAME') };
  const [top, right, bottom, left] = padding;
  const sides = writer.constant(
    `${node.id}/paddings`,
    [4, 2],
    Int32Array.of(0, 0, top, bottom, left, right, 0, 0),
  );
  const filling = writer.constant(`${node.id}/filling`, [], Float32Array.of(value));
  return { input: writer.add('PadV2', `${node.id}/padded`, [input, sides, filling]), padding: text('VALID') };
}

function biased(node: Node & { readonly bias?: string }, input: string, context: GraphContext): string {
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

function weight(name: string, node: Node, context: GraphContext): string {
  const { shape, values } = weightArray(name, node, context);
  return context.writer.constant(`${node.id}/${name.split('/').at(-1) ?? name}`, shape, values);
}

function weightArray(name: string, node: Node, { weights }: GraphContext): WeightArray {
  const found = weights.get(name);
  if (found) return found;
  throw unsupportedModel(`Layer “${node.id}” names a weight “${name}” that its file does not hold.`);
}
