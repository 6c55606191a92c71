import { unsupportedModel, unsupportedOp } from '../failures';
import { type LazyNumbers, madeFrom } from '../lazy-numbers';
import type { GraphBuilder } from './graph-builder';
import { permute } from './onnx-tensor';
import {
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
    throw unsupportedOp(
      `Gemm at node ${label(conversion)} transposes its input (transA), which is not supported.`,
    );
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
    throw unsupportedOp(
      `${conversion.node.op} at node ${label(conversion)} expected a matrix, got [${dims.join(', ')}].`,
    );
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
  const named = (index: number, name: string) => {
    const { dims, numbers } = weightInput(conversion, index);
    return builder.weight(`${id}/${name}`, dims, numbers);
  };
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

/** Add of computed values, or of a stored bias right after a MatMul or a Conv without one. */
export const add: Converter = (conversion) => {
  const { builder, id, node } = conversion;
  const sides = node.inputs.map((name) => ({ name, value: conversion.value(name) }));
  const stored = sides.findIndex(({ value }) => value?.kind === 'tensor');
  if (stored < 0) {
    const values = node.inputs.map((_, i) => nodeInput(conversion, i));
    const [first] = values;
    const order = first?.order;
    if (values.some((value) => value.order?.join() !== order?.join())) {
      throw unsupportedOp(`Add at node ${label(conversion)} joins values flattened in different orders.`);
    }
    const sum = builder.add({ id, inputs: values.map((value) => value.id), op: 'add' });
    return { kind: 'node', id: sum, ...(order ? { order } : {}) };
  }
  const [other] = sides.filter((_, i) => i !== stored);
  const bias = weightInput(conversion, stored);
  if (other?.value?.kind !== 'node' || sides.length !== 2) {
    throw unsupportedModel(
      `Add at node ${label(conversion)} expected two inputs, one of them computed from the picture.`,
    );
  }
  addBias(conversion, builder, other.value.id, conversion.readers(other.name), bias.numbers);
  return other.value;
};

function addBias(
  conversion: Conversion,
  builder: GraphBuilder,
  id: string,
  readers: number,
  bias: LazyNumbers,
): void {
  const linear = builder.node(id);
  const isLinear = linear.op === 'dense' || linear.op === 'conv2d' || linear.op === 'depthwiseConv2d';
  const outputs = builder.shape(id).at(-1) ?? 0;
  const fits = bias.length === outputs || bias.length === 1;
  if (!isLinear || linear.bias !== undefined || readers !== 1 || !fits) {
    throw unsupportedOp(
      `Add of a stored tensor at node ${label(conversion)} is not supported; supported: the bias of a MatMul or Conv.`,
    );
  }
  builder.replace({ ...linear, bias: builder.weight(`${id}/bias`, [outputs], spread(bias, outputs)) });
}
