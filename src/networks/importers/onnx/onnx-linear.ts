import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { perChannel, shifted } from './onnx-affine';
import { permute } from './onnx-tensor';
import {
  channelAxis,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  label,
  nodeInput,
  type NodeValue,
  optionalInput,
  weightInput,
} from './onnx-values';

/** Gemm with stored weights: `alpha * A B + beta * C`. */
export const gemm: Converter = (conversion) => {
  if (integerAttribute(conversion, 'transA', 0) === 1) {
    throw unsupportedOp(`${label(conversion)} transposes its input (transA), which is not supported.`);
  }
  const alpha = floatAttribute(conversion, 'alpha', 1);
  const beta = floatAttribute(conversion, 'beta', 1);
  const bias = optionalInput(conversion, 2) ? weightInput(conversion, 2) : undefined;
  const transposed = integerAttribute(conversion, 'transB', 0) === 1;
  return dense(conversion, transposed, alpha, bias && scaled(bias.numbers, beta));
};

/** MatMul by a stored matrix; an Add that follows becomes its bias. */
export const matMul: Converter = (conversion) => dense(conversion, false, 1, undefined);

function dense(
  conversion: Conversion,
  transposed: boolean,
  alpha: number,
  bias: LazyNumbers | undefined,
): NodeValue {
  const { builder, id } = conversion;
  const x = nodeInput(conversion);
  const { dims, numbers } = weightInput(conversion, 1);
  if (dims.length !== 2) {
    throw unsupportedOp(`${label(conversion)} expected a matrix, got [${dims.join(', ')}].`);
  }
  const [inputs = 0, outputs = 0] = transposed ? [dims[1], dims[0]] : dims;
  const kernel = scaled(
    madeFrom([numbers], numbers.length, (values) => denseKernel(values, dims, transposed, x.order)),
    alpha,
  );
  const node = {
    id,
    inputs: [x.id],
    kernel: builder.weight(`${id}/kernel`, [inputs, outputs], kernel),
    ...(bias ? { bias: builder.weight(`${id}/bias`, [outputs], spread(bias, outputs)) } : {}),
  };
  return { kind: 'node', id: builder.add({ ...node, op: 'dense' }) };
}

/**
 * A matrix `[I, O]` whose rows are in the order our flattened maps have, `[H, W, C]`, from ONNX's `[C, H, W]`; both it and a
 * transposition in one pass, for a large matrix should not be in memory three times.
 */
function denseKernel(
  values: Float32Array,
  dims: readonly number[],
  transposed: boolean,
  order: NodeValue['order'],
): Float32Array {
  const [rows = 0, columns = 0] = dims;
  const [inputs, outputs] = transposed ? [columns, rows] : [rows, columns];
  const ordered = order && order.reduce((a, b) => a * b, 1) === inputs;
  if (!ordered) return transposed ? permute(values, dims, [1, 0]) : values;
  return transposed
    ? permute(values, [outputs, ...order], [2, 3, 1, 0])
    : permute(values, [...order, outputs], [1, 2, 0, 3]);
}

function scaled(numbers: LazyNumbers, factor: number): LazyNumbers {
  if (factor === 1) return numbers;
  return madeFrom([numbers], numbers.length, (values) => values.map((value) => value * factor));
}

/** A bias of one number stands for all outputs. */
function spread(bias: LazyNumbers, outputs: number): LazyNumbers {
  if (bias.length !== 1 || outputs === 1) return bias;
  return madeFrom([bias], outputs, (values) => new Float32Array(outputs).fill(values[0] ?? 0));
}

/** BatchNormalization with stored statistics. */
export const batchNormalization: Converter = (conversion) => {
  const { builder, id } = conversion;
  const x = nodeInput(conversion);
  const channels = builder.shape(x.id).at(-1) ?? 0;
  const named = (index: number, name: string) =>
    builder.weight(`${id}/${name}`, [channels], weightInput(conversion, index).numbers);
  if (x.order || channelAxis(conversion, x) !== 1) {
    throw unsupportedOp(
      `${label(conversion)} reads a ${x.order ? 'flattened' : 'transposed'} map, which is not supported.`,
    );
  }
  if (integerAttribute(conversion, 'training_mode', 0) === 1) {
    throw unsupportedOp(`${label(conversion)} is in training mode; export the network in evaluation mode.`);
  }
  const node = {
    id,
    inputs: [x.id],
    scale: named(1, 'scale'),
    offset: named(2, 'offset'),
    mean: named(3, 'mean'),
    variance: named(4, 'variance'),
    epsilon: floatAttribute(conversion, 'epsilon', 1e-5),
  };
  return { kind: 'node', id: builder.add({ ...node, op: 'batchNorm' }) };
};

/** Add of computed values, or of a stored number a channel: the bias of a MatMul or Conv before it, or a layer of its own. */
export const add: Converter = (conversion) => {
  const { builder, id, node } = conversion;
  const stored = node.inputs.findIndex((_, i) => optionalInput(conversion, i)?.kind === 'tensor');
  if (stored >= 0) {
    if (node.inputs.length === 2) return biased(conversion, stored);
    throw unsupportedModel(
      `${label(conversion)} expected two inputs, one of them computed from the picture.`,
    );
  }
  const values = node.inputs.map((_, i) => nodeInput(conversion, i));
  const [first] = values;
  if (!first || values.some((value) => orderOf(value) !== orderOf(first))) {
    throw unsupportedOp(`${label(conversion)} joins values whose numbers lie in different orders.`);
  }
  return { ...first, id: builder.add({ id, inputs: values.map((value) => value.id), op: 'add' }) };
};

function orderOf({ order, layout }: NodeValue): string {
  return `${order?.join() ?? ''} ${layout ?? ''}`;
}

function biased(conversion: Conversion, stored: number): NodeValue {
  const { builder, node } = conversion;
  const x = nodeInput(conversion, 1 - stored);
  const bias = perChannel(conversion, x, stored);
  const linear = builder.node(x.id);
  const isLinear = linear.op === 'dense' || linear.op === 'conv2d' || linear.op === 'depthwiseConv2d';
  const alone = conversion.readers(node.inputs[1 - stored] ?? '') === 1;
  if (!isLinear || linear.bias !== undefined || !alone) return shifted(conversion, x, bias);
  builder.replace({ ...linear, bias: builder.weight(`${x.id}/bias`, [bias.length], bias) });
  return x;
}
