import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { present } from '../../storage/lazy-numbers';
import { addNode, arranged, fileShape, inOwnOrder, nodeInput, plain, withLast } from './onnx-axes';
import { permute } from './onnx-tensor';
import {
  axisOf,
  constantOf,
  type Conversion,
  type Converter,
  integerAttribute,
  label,
  type NodeValue,
  optionalInput,
  rawInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

const REAL_TYPES = new Set([1, 10, 11, 16]);

/** Cast between real numbers: the same value. */
export const cast: Converter = (conversion) => {
  const to = integerAttribute(conversion, 'to', 1);
  const given = optionalInput(conversion, 0);
  if (given?.kind === 'condition' && conversion.last) return given;
  if (REAL_TYPES.has(to)) return rawInput(conversion);
  throw unsupportedOp(
    phrase('{layer} to ONNX type {to} is not supported; supported: real numbers.', {
      layer: label(conversion),
      to,
    }),
  );
};

/** Concat along any axis; constants among the values, as a class token, are laid into zeros around the others. */
export const concat: Converter = (conversion) => {
  const { builder, id, node } = conversion;
  const given = node.inputs.map((_, i) => optionalInput(conversion, i));
  const values = given.flatMap((value) => (value?.kind === 'node' ? [plain(conversion, value)] : []));
  const [first] = values;
  if (!first)
    throw unsupportedModel(
      phrase('{layer} joins nothing that is computed from the picture.', { layer: label(conversion) }),
    );
  const axis = axisOf(integerAttribute(conversion, 'axis', 1), first.axes.length);
  const own = inOwnOrder(first);
  const order = own.includes(axis) ? own : withAxis(first, axis, own);
  const at = order.indexOf(axis);
  const lying = values.map((value) => arranged(conversion, value, order));
  const axes = first.axes.map((_, file) => order.indexOf(file));
  const joinedIds = lying.length === 1 && values.length < given.length ? lying : null;
  if (values.length === given.length) {
    const last = at === order.length - 1;
    const join = { id, inputs: lying, op: 'concat' } as const;
    return { kind: 'node', id: builder.add(last ? join : { ...join, axis: at }), axes };
  }
  if (!joinedIds)
    throw unsupportedOp(
      phrase('{layer} joins constants and several values, which is not supported.', {
        layer: label(conversion),
      }),
    );
  return laidAround(conversion, joinedIds[0] ?? '', order, at, axes);
};

/** The place of an axis 1 long that ours lack: as the file has it among those that ours have. */
function withAxis({ axes }: NodeValue, axis: number, own: readonly number[]): number[] {
  const inFile = own.every((file, i) => i === 0 || file > (own[i - 1] ?? 0));
  if (inFile) return [...own, axis].toSorted((a, b) => a - b);
  return axes.length === 4 && axis === 1 ? [...own, axis] : [axis, ...own];
}

/** A value between constants: zeros are laid around it, and the constants added there. */
function laidAround(
  conversion: Conversion,
  id: string,
  order: readonly number[],
  at: number,
  axes: readonly number[],
): NodeValue {
  const { builder, node } = conversion;
  const shape = builder.shape(id);
  const parts = node.inputs.map((_, i) => constantOf(optionalInput(conversion, i)));
  const lengths = parts.map((part) => (part ? (part.dims[order[at] ?? 0] ?? 1) : (shape[at] ?? 1)));
  const here = parts.findIndex((part) => part === null);
  const before = lengths.slice(0, here).reduce((a, b) => a + b, 0);
  const total = lengths.reduce((a, b) => a + b, 0);
  const after = total - before - (shape[at] ?? 1);
  const padded = addNode(conversion, 'room', {
    op: 'pad',
    inputs: [id],
    ...{ axis: at, before, after, value: 0 },
  });
  const whole = builder.shape(padded);
  const weight = new Float32Array(sizeOf(whole));
  const [outer, inner] = [sizeOf(whole.slice(0, at)), sizeOf(whole.slice(at + 1))];
  let start = 0;
  for (const [i, part] of parts.entries()) {
    const length = lengths[i] ?? 0;
    if (part) {
      const full = axes.map((_, file) => part.dims[file] ?? 1);
      const others = [...full.keys()].filter((file) => !order.includes(file));
      const given = part.kind === 'reals' ? part.numbers.make() : Float32Array.from(part.values);
      const values = permute(given, full, [...order, ...others]);
      if (values.length !== outer * length * inner)
        throw unsupportedModel(
          phrase('{layer}: [{dims}] does not fit beside [{shape}].', {
            layer: label(conversion),
            dims: part.dims.join(', '),
            shape: shape.join(', '),
          }),
        );
      for (let o = 0; o < outer; o++)
        weight.set(
          values.subarray(o * length * inner, (o + 1) * length * inner),
          (o * total + start) * inner,
        );
    }
    start += length;
  }
  const name = builder.weight(`${conversion.id}/tokens`, whole, present(weight));
  return {
    kind: 'node',
    id: builder.add({ id: conversion.id, inputs: [padded], op: 'offset', weight: name }),
    axes,
  };
}

/** Softmax, or LogSoftmax where nothing follows: the logits before it are the same. */
export const softmax: Converter = (conversion) => {
  const { builder, id, opset, node, last } = conversion;
  if (node.op === 'LogSoftmax' && !last) {
    throw unsupportedOp(
      phrase('{layer} is not supported here; supported: at the end of the network.', {
        layer: label(conversion),
      }),
    );
  }
  const raw = nodeInput(conversion);
  const dims = fileShape(conversion, raw);
  const axis = axisOf(integerAttribute(conversion, 'axis', opset >= 13 ? -1 : 1), dims.length);
  // Before opset 13 everything from the axis on was one row of scores.
  const long = [...dims.keys()].filter((at) => at >= axis && dims[at] !== 1);
  const along = opset >= 13 ? axis : (long[0] ?? axis);
  if (opset < 13 && long.length > 1) {
    throw unsupportedOp(
      phrase('{layer} along axes {long} at once is not supported.', {
        layer: label(conversion),
        long: long.join(', '),
      }),
    );
  }
  const x = withLast(conversion, raw, along);
  return { ...x, id: builder.add({ id, inputs: [x.id], op: 'softmax' }) };
};

/** ArgMax and TopK where nothing follows: what is read are the scores they look at. */
export const pickedBest: Converter = (conversion) => {
  if (conversion.last) {
    const scores = nodeInput(conversion);
    return conversion.node.outputs.map(() => scores);
  }
  throw unsupportedOp(
    phrase('{layer} is not supported here; supported: at the end of the network.', {
      layer: label(conversion),
    }),
  );
};
