import { unsupportedOp } from '../failures';
import { sizeOf } from '../shapes';
import {
  axisOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  integerList,
  label,
  nodeInput,
  type NodeValue,
  optionalInput,
  scalarInput,
} from './onnx-values';

/** Relu and Dropout: nothing changes but the values. */
export function elementwise(op: 'relu' | 'relu6' | 'dropout'): Converter {
  return (conversion) => {
    const x = nodeInput(conversion);
    const id = conversion.builder.add({ id: conversion.id, inputs: [x.id], op });
    return { ...x, id };
  };
}

/** Identity and Cast: the same value under another name. */
export const identity: Converter = (conversion) => nodeInput(conversion);

/** Clip(0, 6) is relu6 and Clip(0, infinity) relu; no other range is a layer here. */
export const clip: Converter = (conversion) => {
  const bound = (name: string, index: number, otherwise: number) =>
    optionalInput(conversion, index)
      ? scalarInput(conversion, index, otherwise)
      : floatAttribute(conversion, name, otherwise);
  const low = bound('min', 1, -Infinity);
  const high = bound('max', 2, Infinity);
  if (low === 0 && high === 6) return elementwise('relu6')(conversion);
  if (low === 0 && high > 3e38) return elementwise('relu')(conversion);
  throw unsupportedOp(
    `Clip to [${low}, ${high}] at node ${label(conversion)} is not supported; supported: [0, 6] and [0, infinity].`,
  );
};

/** Concat of maps along their channels, or of vectors. */
export const concat: Converter = (conversion) => {
  const { builder, id, node } = conversion;
  const inputs = node.inputs.map((_, i) => nodeInput(conversion, i));
  const rank = builder.shape(inputs[0]?.id ?? '').length + 1;
  const axis = axisOf(integerAttribute(conversion, 'axis', 1), rank);
  if (axis !== 1)
    throw unsupportedOp(
      `Concat at node ${label(conversion)} along axis ${axis} is not supported; supported: 1.`,
    );
  refuseOrder(conversion, inputs);
  return { kind: 'node', id: builder.add({ id, inputs: inputs.map((input) => input.id), op: 'concat' }) };
};

export const flatten: Converter = (conversion) => {
  const axis = integerAttribute(conversion, 'axis', 1);
  const x = nodeInput(conversion);
  if (axisOf(axis, conversion.builder.shape(x.id).length + 1) !== 1) {
    throw unsupportedOp(
      `Flatten at node ${label(conversion)} from axis ${axis} is not supported; supported: 1.`,
    );
  }
  return toShape(conversion, x, [sizeOf(conversion.builder.shape(x.id))]);
};

/** Reshape to a vector, or between shapes whose height and width are 1. */
export const reshape: Converter = (conversion) => {
  const { builder } = conversion;
  const x = nodeInput(conversion);
  const asked = integerList(conversion, 'shape', 1) ?? [];
  const now = onnxShape(builder.shape(x.id));
  const size = sizeOf(now);
  // The batch axis comes first, whatever it is written as; at most one other may be -1.
  const wanted = asked.slice(1).map((side, i) => (side === 0 ? (now[i] ?? 0) : side));
  const rest = wanted.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  return toShape(
    conversion,
    x,
    wanted.map((side) => (side === -1 ? size / rest : side)),
  );
};

/** Squeeze away axes of length 1. */
export const squeeze: Converter = (conversion) => {
  const x = nodeInput(conversion);
  const now = onnxShape(conversion.builder.shape(x.id));
  const axes = integerList(conversion, 'axes', 1)?.map((axis) => axisOf(axis, now.length + 1));
  const kept = now.filter((side, i) => (axes ? !axes.includes(i + 1) : side !== 1));
  return toShape(conversion, x, kept);
};

/** Softmax over the classes. */
export const softmax: Converter = (conversion) => {
  const { builder, id, opset } = conversion;
  const x = nodeInput(conversion);
  const shape = builder.shape(x.id);
  const axis = axisOf(integerAttribute(conversion, 'axis', opset >= 13 ? -1 : 1), shape.length + 1);
  const overAll = sizeOf(shape) === shape.at(-1);
  if (axis !== 1 || (!overAll && opset < 13)) {
    throw unsupportedOp(
      `Softmax at node ${label(conversion)} along axis ${axis} is not supported; supported: the classes, 1.`,
    );
  }
  refuseOrder(conversion, [x]);
  return { kind: 'node', id: builder.add({ id, inputs: [x.id], op: 'softmax' }) };
};

/** A value in another shape, given as ONNX has it (`[C, H, W]` or `[C]`, without the batch). */
function toShape(conversion: Conversion, x: NodeValue, wanted: readonly number[]): NodeValue {
  const { builder, id } = conversion;
  const [height = 1, width = 1, channels = 1] = builder.shape(x.id);
  const isMap = builder.shape(x.id).length === 3;
  if (wanted.length === 1 && wanted[0] === sizeOf(builder.shape(x.id))) {
    const order = isMap && height * width > 1 ? ([channels, height, width] as const) : x.order;
    const flat = builder.add({ id, inputs: [x.id], op: 'flatten' });
    return { kind: 'node', id: flat, ...(order ? { order } : {}) };
  }
  const alone =
    wanted.filter((side) => side !== 1).length <= 1 && (!isMap || height * width === 1) && !x.order;
  if (alone && wanted.length === 3 && wanted[1] === 1 && wanted[2] === 1) {
    return {
      kind: 'node',
      id: builder.add({ id, inputs: [x.id], op: 'reshape', shape: [1, 1, wanted[0] ?? 0] }),
    };
  }
  throw unsupportedOp(
    `${conversion.node.op} at node ${label(conversion)} from [${onnxShape(builder.shape(x.id)).join(', ')}] to ` +
      `[${wanted.join(', ')}] is not supported; supported: to a vector, or from a vector to 1x1 maps.`,
  );
}

/** Our `[H, W, C]` as ONNX writes it, `[C, H, W]`. */
export function onnxShape(shape: readonly number[]): readonly number[] {
  const [height = 1, width = 1, channels = 1] = shape;
  return shape.length === 3 ? [channels, height, width] : shape;
}

function refuseOrder(conversion: Conversion, values: readonly NodeValue[]): void {
  if (values.every((value) => value.order === undefined)) return;
  throw unsupportedOp(
    `${conversion.node.op} at node ${label(conversion)} reads a flattened map; supported after a Flatten: Gemm, MatMul, Relu, Dropout.`,
  );
}
