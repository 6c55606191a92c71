import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import {
  axisOf,
  channelAxis,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  label,
  nodeInput,
  type NodeValue,
  optionalInput,
  scalarInput,
} from './onnx-values';

/** Relu, Dropout and the like: nothing changes but the values. */
export function elementwise(op: 'relu' | 'relu6' | 'dropout' | 'sigmoid'): Converter {
  return (conversion) => {
    const x = nodeInput(conversion);
    const id = conversion.builder.add({ id: conversion.id, inputs: [x.id], op });
    return { ...x, id };
  };
}

const REAL_TYPES = new Set([1, 10, 11, 16]);

/** Cast between real numbers: the same value. */
export const cast: Converter = (conversion) => {
  const to = integerAttribute(conversion, 'to', 1);
  if (REAL_TYPES.has(to)) return nodeInput(conversion);
  throw unsupportedOp(`${label(conversion)} to ONNX type ${to} is not supported; supported: real numbers.`);
};

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
    `${label(conversion)} to [${low}, ${high}] is not supported; supported: [0, 6] and [0, infinity].`,
  );
};

/** Concat of maps along their channels, or of vectors. */
export const concat: Converter = (conversion) => {
  const { builder, id, node } = conversion;
  const inputs = node.inputs.map((_, i) => nodeInput(conversion, i));
  const [first] = inputs;
  if (!first || inputs.some((input) => input.layout !== first.layout)) {
    throw unsupportedOp(`${label(conversion)} joins maps with the channels in different places.`);
  }
  const wanted = channelAxis(conversion, first);
  const axis = axisOf(integerAttribute(conversion, 'axis', 1), builder.shape(first.id).length + 1);
  if (axis !== wanted)
    throw unsupportedOp(`${label(conversion)} along axis ${axis} is not supported; supported: ${wanted}.`);
  refuseOrder(conversion, inputs);
  return { ...first, id: builder.add({ id, inputs: inputs.map((input) => input.id), op: 'concat' }) };
};

/** Softmax, or LogSoftmax where nothing follows: the logits before it are the same. */
export const softmax: Converter = (conversion) => {
  const { builder, id, opset, node, last } = conversion;
  const x = nodeInput(conversion);
  const shape = builder.shape(x.id);
  const wanted = channelAxis(conversion, x);
  const axis = axisOf(integerAttribute(conversion, 'axis', opset >= 13 ? -1 : 1), shape.length + 1);
  // Before opset 13 everything from the axis on was one row of scores.
  const overAll = sizeOf(shape) === shape.at(-1);
  if (opset >= 13 ? axis !== wanted : !overAll || axis < 1 || axis > wanted) {
    throw unsupportedOp(
      `${label(conversion)} along axis ${axis} is not supported; supported: the classes, ${wanted}.`,
    );
  }
  if (node.op === 'LogSoftmax' && !last) {
    throw unsupportedOp(`${label(conversion)} is not supported here; supported: at the end of the network.`);
  }
  refuseOrder(conversion, [x]);
  return { ...x, id: builder.add({ id, inputs: [x.id], op: 'softmax' }) };
};

/** ArgMax where nothing follows: what is read are the scores it looks at. */
export const argMax: Converter = (conversion) => {
  if (conversion.last) return nodeInput(conversion);
  throw unsupportedOp(`${label(conversion)} is not supported here; supported: at the end of the network.`);
};

/** Transpose between channels first and channels last, which are one and the same here. */
export const transpose: Converter = (conversion) => {
  const x = optionalInput(conversion, 0);
  const perm = (conversion.node.attributes.get('perm')?.ints ?? []).join();
  if (x?.kind === 'node') {
    const isMap = conversion.builder.shape(x.id).length === 3;
    if (isMap && perm === '0,1,2,3') return x;
    if (isMap && !x.layout && perm === '0,2,3,1') return { ...x, layout: 'NHWC' };
    if (isMap && x.layout && perm === '0,3,1,2') return channelsFirst(x);
    if (!isMap && perm === '0,1') return x;
  }
  throw unsupportedOp(
    `${label(conversion)} by [${perm}] is not supported; supported: between [N, C, H, W] and [N, H, W, C].`,
  );
};

function channelsFirst({ kind, id, padding }: NodeValue): NodeValue {
  return { kind, id, ...(padding ? { padding } : {}) };
}

/** Refuses a value whose numbers lie in the order of a flattened map. */
export function refuseOrder(conversion: Conversion, values: readonly NodeValue[]): void {
  if (values.every((value) => value.order === undefined)) return;
  throw unsupportedOp(
    `${label(conversion)} reads a flattened map; supported after a Flatten: Gemm, MatMul, Relu, Dropout.`,
  );
}
