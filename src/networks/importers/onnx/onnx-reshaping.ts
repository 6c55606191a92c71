import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import {
  axisOf,
  type Conversion,
  type Converter,
  integerAttribute,
  integerList,
  label,
  nodeInput,
  type NodeValue,
  onnxShape,
  paddedInput,
} from './onnx-values';

/** Identity: the same value under another name. */
export const identity: Converter = (conversion) => paddedInput(conversion);

export const flatten: Converter = (conversion) => {
  const x = nodeInput(conversion);
  const shape = conversion.builder.shape(x.id);
  const axis = axisOf(integerAttribute(conversion, 'axis', 1), shape.length + 1);
  if (axis !== 1)
    throw unsupportedOp(`${label(conversion)} from axis ${axis} is not supported; supported: 1.`);
  return toShape(conversion, x, [sizeOf(shape)]);
};

/** Reshape to a vector, or between shapes whose height and width are 1. */
export const reshape: Converter = (conversion) => {
  const { builder } = conversion;
  const x = nodeInput(conversion);
  const asked = integerList(conversion, 'shape', 1) ?? [];
  const now = onnxShape(builder.shape(x.id), x.layout);
  // The batch axis comes first, whatever it is written as; at most one other may be -1.
  const wanted = asked.slice(1).map((side, i) => (side === 0 ? (now[i] ?? 0) : side));
  const rest = wanted.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  return toShape(
    conversion,
    x,
    wanted.map((side) => (side === -1 ? sizeOf(now) / rest : side)),
  );
};

/** Squeeze away axes of length 1. */
export const squeeze: Converter = (conversion) => {
  const x = nodeInput(conversion);
  const now = onnxShape(conversion.builder.shape(x.id), x.layout);
  const axes = integerList(conversion, 'axes', 1)?.map((axis) => axisOf(axis, now.length + 1));
  if (axes?.some((axis) => now[axis - 1] !== 1)) {
    throw unsupportedOp(
      `${label(conversion)} of axes [${axes.join(', ')}], not all 1 long, is not supported.`,
    );
  }
  const kept = now.filter((side, i) => (axes ? !axes.includes(i + 1) : side !== 1));
  return toShape(conversion, x, kept);
};

/** Unsqueeze of a vector into 1x1 maps. */
export const unsqueeze: Converter = (conversion) => {
  const x = nodeInput(conversion);
  const now = [...onnxShape(conversion.builder.shape(x.id), x.layout)];
  const axes = integerList(conversion, 'axes', 1) ?? [];
  const rank = now.length + 1 + axes.length;
  const sorted = axes.map((axis) => axisOf(axis, rank)).toSorted((a, b) => a - b);
  if (rank > 4 || sorted[0] === 0) {
    throw unsupportedOp(`${label(conversion)} to ${rank} dimensions is not supported; supported: 4.`);
  }
  for (const axis of sorted) now.splice(axis - 1, 0, 1);
  return toShape(conversion, x, now);
};

/** A value in another shape, given as the file has it (`[C, H, W]` or `[C]`, without the batch). */
function toShape(conversion: Conversion, x: NodeValue, wanted: readonly number[]): NodeValue {
  const { builder, id } = conversion;
  const shape = builder.shape(x.id);
  const [height = 1, width = 1, channels = 1] = shape;
  const isMap = shape.length === 3;
  const now = onnxShape(shape, x.layout);
  // A single score stays one, also where the file leaves no axis but the batch's.
  if (wanted.join() === now.join() || (wanted.length === 0 && sizeOf(shape) === 1)) return x;
  if (wanted.length === 1 && wanted[0] === sizeOf(shape)) {
    const order = !x.layout && height * width > 1 ? ([channels, height, width] as const) : undefined;
    const flat = builder.add({ id, inputs: [x.id], op: 'flatten' });
    return { kind: 'node', id: flat, ...(order ? { order } : {}) };
  }
  const reshaped = (to: readonly number[], layout?: 'NHWC'): NodeValue => ({
    kind: 'node',
    id: builder.add({ id, inputs: [x.id], op: 'reshape', shape: [...to] }),
    ...(layout ? { layout } : {}),
  });
  if (x.order && wanted.join() === x.order.join()) return reshaped([x.order[1], x.order[2], x.order[0]]);
  const [first = 0, , last = 0] = wanted;
  const plain = !x.order && (!isMap || height * width === 1);
  if (plain && wanted.join() === `${first},1,1` && first === sizeOf(shape)) return reshaped([1, 1, first]);
  if (plain && wanted.join() === `1,1,${last}` && last === sizeOf(shape)) return reshaped(wanted, 'NHWC');
  throw unsupportedOp(
    `${label(conversion)} from [${now.join(', ')}] to [${wanted.slice(0, 8).join(', ')}] is not supported; ` +
      'supported: to a vector, or from a vector to 1x1 maps.',
  );
}
