import { unsupportedModel } from '../../graph/failures';
import { sizeOf, type Shape } from '../../graph/shapes';
import { integerAttribute, integersAttribute, typeAttribute } from './graph-attributes';
import {
  BATCH,
  type GraphConverter,
  type GraphValue,
  integersInput,
  label,
  lacks,
  nodeInput,
  reshaped,
} from './graph-values';
import { phrase } from '../../../words/say';

export const reshape: GraphConverter = (conversion) => {
  const x = nodeInput(conversion);
  const [batch, ...rest] = integersInput(conversion, 1);
  const size = sizeOf(conversion.builder.shape(x));
  const known = rest.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  // A fixed batch of one picture is as good as an open one; where another side is open, so must the batch not be.
  const sane = (batch === BATCH || batch === 1) && rest.length > 0 && rest.length <= 8 && known > 0;
  const shape = rest.map((side) => (side === -1 ? size / known : side));
  if (sane && sizeOf(shape) === size)
    return { kind: 'node', id: reshaped(conversion, conversion.id, x, shape) };
  throw lacks(conversion, phrase('to [{shape}]', { shape: [batch, ...rest].slice(0, 8).join(', ') }));
};

export const squeeze: GraphConverter = (conversion) => {
  const x = nodeInput(conversion);
  const shape = conversion.builder.shape(x);
  const asked = integersAttribute(conversion.node, 'squeeze_dims') ?? [];
  const axes = asked.map((axis) => (axis < 0 ? axis + shape.length + 1 : axis));
  const goes = (i: number): boolean => (asked.length > 0 ? axes.includes(i + 1) : shape[i] === 1);
  if (axes.includes(0) || shape.some((side, i) => goes(i) && side !== 1))
    throw lacks(conversion, phrase('of axes [{asked}]', { asked: asked.slice(0, 8).join(', ') }));
  const kept = shape.filter((_, i) => !goes(i));
  return { kind: 'node', id: reshaped(conversion, conversion.id, x, kept.length > 0 ? kept : [1]) };
};

export const expandDims: GraphConverter = (conversion) => {
  const x = nodeInput(conversion);
  const shape = conversion.builder.shape(x);
  const [asked = 0] = integersInput(conversion, 1);
  const axis = asked < 0 ? asked + shape.length + 2 : asked;
  if (axis < 1 || axis > shape.length + 1) throw lacks(conversion, phrase('at axis {asked}', { asked }));
  const wider: Shape = [...shape.slice(0, axis - 1), 1, ...shape.slice(axis - 1)];
  return { kind: 'node', id: reshaped(conversion, conversion.id, x, wider) };
};

export const concat: GraphConverter = (conversion) => {
  const { builder, id, inputs } = conversion;
  const [asked = 0] = integersInput(conversion, inputs.length - 1);
  const parts = inputs.slice(0, -1);
  if (parts.some(({ kind }) => kind !== 'node')) {
    if (asked !== 0) throw lacks(conversion, phrase('of stored values'));
    return { kind: 'shape', sides: parts.flatMap((_, i) => integersInput(conversion, i)) };
  }
  const ids = parts.map((_, i) => nodeInput({ ...conversion, id: `${id}/${i}` }, i));
  const rank = builder.shape(ids[0] ?? '').length;
  const axis = asked < 0 ? asked + rank : asked - 1;
  if (axis < 0 || axis >= rank) throw lacks(conversion, phrase('along axis {asked}', { asked }));
  const last = axis === rank - 1;
  return { kind: 'node', id: builder.add({ id, inputs: ids, op: 'concat', ...(last ? {} : { axis }) }) };
};

export const softmax: GraphConverter = (conversion) => {
  const { builder, id } = conversion;
  return { kind: 'node', id: builder.add({ id, inputs: [nodeInput(conversion)], op: 'softmax' }) };
};

// Shapes that a graph computes of its own values: `Flatten` and `Reshape` of Keras are written so.

export const shapeOf: GraphConverter = (conversion) => ({
  kind: 'shape',
  sides: [BATCH, ...conversion.builder.shape(nodeInput(conversion))],
});

export const stridedSlice: GraphConverter = (conversion) => {
  const { inputs, node } = conversion;
  const [value] = inputs;
  if (value?.kind !== 'shape') throw lacks(conversion, phrase('of a computed value'));
  const [begin = 0] = integersInput(conversion, 1);
  const [end = 0] = integersInput(conversion, 2);
  const [stride = 1] = inputs.length > 3 ? integersInput(conversion, 3) : [1];
  const mask = (key: string): boolean => (integerAttribute(node, key, 0) & 1) === 1;
  if (stride !== 1) throw lacks(conversion, phrase('with stride {stride}', { stride }));
  if (mask('shrink_axis_mask')) return { kind: 'shape', sides: value.sides.slice(begin).slice(0, 1) };
  return {
    kind: 'shape',
    sides: value.sides.slice(mask('begin_mask') ? 0 : begin, mask('end_mask') ? undefined : end),
  };
};

export const pack: GraphConverter = (conversion) => ({
  kind: 'shape',
  sides: conversion.inputs.flatMap((_, i) => integersInput(conversion, i)),
});

export const product: GraphConverter = (conversion) => {
  const sides = integersInput(conversion, 0);
  if (sides.includes(BATCH)) throw lacks(conversion, phrase('of the number of pictures'));
  return { kind: 'shape', sides: [sides.reduce((all, side) => all * side, 1)] };
};

/** To real numbers, which all of them are here already; to whole ones only of a shape. */
export const cast: GraphConverter = (conversion) => {
  const [value] = conversion.inputs;
  const type = typeAttribute(conversion.node, 'DstT');
  if (value?.kind !== 'node' || type === 'DT_FLOAT' || type === 'DT_HALF') return identity(conversion);
  throw lacks(conversion, phrase('to {type}', { type: type ?? phrase('an unknown type') }));
};

/** What passes a value on as it is, at inference. */
export const identity: GraphConverter = (conversion): GraphValue => {
  const [value] = conversion.inputs;
  if (value) return value;
  throw unsupportedModel(phrase('{layer} reads nothing.', { layer: label(conversion) }));
};
