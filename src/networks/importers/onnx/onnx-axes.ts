import { unsupportedOp } from '../../graph/failures';
import type { Node } from '../../graph/graph';
import type { GraphBuilder } from '../graph-builder';
import { NONE } from '../paddings';
import { type Conversion, label, type NodeValue, rawInput } from './onnx-values';
import { phrase } from '../../../words/say';

/** A map `[H, W, C]` that the file sees as `[N, C, H, W]`. */
export const CHANNELS_FIRST: readonly number[] = [-1, 2, 0, 1];
/** A vector `[C]` that the file sees as `[N, C]`. */
export const FLAT: readonly number[] = [-1, 0];

/** A value's shape as the file sees it, for one picture, with the zeros that a Pad laid around it. */
export function fileShape(
  { builder }: Pick<Conversion, 'builder'>,
  { id, axes, expanded, padding }: NodeValue,
): readonly number[] {
  if (expanded) return expanded;
  const [top, right, bottom, left] = padding ?? NONE;
  const shape = builder.shape(id).map((side, axis) => side + ([top + bottom, left + right][axis] ?? 0));
  return axes.map((axis) => (axis < 0 ? 1 : (shape[axis] ?? 1)));
}

/** A name for one more node that stands for an ONNX node. */
export function freshId(builder: GraphBuilder, base: string, what: string): string {
  let id = `${base}/${what}`;
  for (let n = 2; builder.has(id); n++) id = `${base}/${what}_${n}`;
  return id;
}

type Making = Node extends infer N ? (N extends Node ? Omit<N, 'id'> : never) : never;

/** Adds one more node that stands for an ONNX node, and gives its id. */
export function addNode(
  { builder, id }: Pick<Conversion, 'builder' | 'id'>,
  what: string,
  node: Making,
): string {
  return builder.add({ ...node, id: freshId(builder, id, what) });
}

/** An input that the network computes, whose numbers lie as its axes say. */
export function nodeInput(conversion: Conversion, index = 0): NodeValue {
  return plain(conversion, rawInput(conversion, index));
}

/** A value with all that still waits on it carried out: the zeros of a Pad, a flattening in the file's order, an Expand. */
export function plain(conversion: Conversion, x: NodeValue): NodeValue {
  return repeated(conversion, inFileOrder(conversion, padded(conversion, x)));
}

/** As `plain`, but an Expand may still wait: for what broadcasts. */
export function broadcasting(conversion: Conversion, x: NodeValue): NodeValue {
  return inFileOrder(conversion, padded(conversion, x));
}

function padded(conversion: Conversion, { padding, ...x }: NodeValue): NodeValue {
  if (!padding) return x;
  const [top, right, bottom, left] = padding;
  const sides = [
    [top, bottom],
    [left, right],
  ] as const;
  const id = sides.reduce((before, [start, end], axis) => {
    if (start === 0 && end === 0) return before;
    return addNode(conversion, 'padded', {
      op: 'pad',
      inputs: [before],
      ...{ axis, before: start, after: end, value: 0 },
    });
  }, x.id);
  return { ...x, id };
}

/** A flattened map turned to the order in which the file has it. */
function inFileOrder(conversion: Conversion, { order, ...x }: NodeValue): NodeValue {
  if (!order) return x;
  const [channels, height, width] = order;
  const map = addNode(conversion, 'unflattened', {
    op: 'reshape',
    inputs: [x.id],
    shape: [height, width, channels],
  });
  const turned = addNode(conversion, 'turned', { op: 'transpose', inputs: [map], order: [2, 0, 1] });
  return { ...x, id: addNode(conversion, 'flattened', { op: 'flatten', inputs: [turned] }) };
}

const MOST_COPIES = 2 ** 16;

/** A value repeated along axes in which it is 1 long: its numbers times as many ones. */
function repeated(conversion: Conversion, { expanded, ...x }: NodeValue): NodeValue {
  if (!expanded) return x;
  const { builder } = conversion;
  const less = expanded.length - x.axes.length;
  const level = { ...x, axes: expanded.map((_, axis) => x.axes[axis - less] ?? -1) };
  const now = fileShape(conversion, level);
  const longer = [...expanded.keys()].filter((axis) => expanded[axis] !== now[axis]);
  if (longer.length === 0) return level;
  const own = [...expanded.keys()].filter((axis) => now[axis] !== 1);
  const copies = longer.reduce((count, axis) => count * (expanded[axis] ?? 1), 1);
  if (copies > MOST_COPIES || longer.some((axis) => now[axis] !== 1))
    throw unsupportedOp(
      phrase('{layer} repeats a value {copies} times, which is not supported.', {
        layer: label(conversion),
        copies,
      }),
    );
  const lying = arranged(conversion, level, own);
  const sides = own.map((axis) => now[axis] ?? 1);
  const one = addNode(conversion, 'alone', { op: 'reshape', inputs: [lying], shape: [...sides, 1] });
  const ones = freshId(builder, conversion.id, 'ones');
  const kernel = builder.weight(ones, [1, copies], new Float32Array(copies).fill(1));
  const many = addNode(conversion, 'copies', { op: 'dense', inputs: [one], kernel });
  const order = [...own, ...longer];
  const shape = order.map((axis) => expanded[axis] ?? 1);
  const id = addNode(conversion, 'repeated', { op: 'reshape', inputs: [many], shape });
  return { kind: 'node', id, axes: expanded.map((_, axis) => order.indexOf(axis)) };
}

/**
 * Id of a node whose axes are some of the file's, in that order; all others have to be 1 long. It is the value's own where it lies
 * so already.
 */
export function arranged(
  conversion: Pick<Conversion, 'builder' | 'id'>,
  x: NodeValue,
  wanted: readonly number[],
): string {
  const { builder } = conversion;
  const shape = builder.shape(x.id);
  const kept = wanted.map((axis) => x.axes[axis] ?? -1);
  const present = kept.filter((axis) => axis >= 0);
  const long = present.filter((axis) => shape[axis] !== 1);
  const inOrder = long.every((axis, i) => i === 0 || axis > (long[i - 1] ?? 0));
  let { id } = x;
  if (!inOrder) {
    const others = [...shape.keys()].filter((axis) => !present.includes(axis));
    id = addNode(conversion, 'transposed', { op: 'transpose', inputs: [id], order: [...present, ...others] });
  }
  const target = kept.map((axis) => (axis < 0 ? 1 : (shape[axis] ?? 1)));
  const asShape = target.length > 0 ? target : [1];
  if (builder.shape(id).join() === asShape.join()) return id;
  return addNode(conversion, 'reshaped', { op: 'reshape', inputs: [id], shape: asShape });
}

/** A value whose last axis is one of the file's, the others where they are. */
export function withLast(conversion: Conversion, x: NodeValue, axis: number): NodeValue {
  const { builder } = conversion;
  const last = builder.shape(x.id).length - 1;
  if (x.axes[axis] === last) return x;
  const wanted = [...inOwnOrder(x).filter((other) => other !== axis), axis];
  const id = arranged(conversion, x, wanted);
  return { kind: 'node', id, axes: x.axes.map((_, at) => wanted.indexOf(at)) };
}

/** The file's axes that a value has, in the order in which ours lie. */
export function inOwnOrder({ axes }: NodeValue): number[] {
  const present = [...axes.keys()].filter((axis) => (axes[axis] ?? -1) >= 0);
  return present.toSorted((a, b) => (axes[a] ?? 0) - (axes[b] ?? 0));
}

/** A map input, `[H, W, C]`, of a layer that the file gives `[N, C, H, W]`. */
export function mapInput(
  conversion: Conversion,
  index = 0,
): { readonly id: string; readonly shape: readonly number[]; readonly padding: NodeValue['padding'] } {
  const raw = rawInput(conversion, index);
  const { padding, ...bare } = raw;
  const x = plain(conversion, bare);
  if (x.axes.length !== 4) {
    throw unsupportedOp(
      phrase('{layer} expected a map [N, C, H, W], got {axes} dimensions; only 2-D networks are supported.', {
        layer: label(conversion),
        axes: x.axes.length,
      }),
    );
  }
  const many = fileShape(conversion, x)[0] ?? 1;
  if (many > 1)
    throw unsupportedOp(
      phrase('{layer} over {count} maps of one picture is not supported.', {
        layer: label(conversion),
        count: many,
      }),
    );
  // Rows and columns of the padding are those of our map, whatever the file calls them.
  const lies = x.axes[2] === 0 && x.axes[3] === 1;
  const own = padding && !lies ? plain(conversion, raw) : x;
  const id = arranged(conversion, own, [2, 3, 1]);
  return { id, shape: conversion.builder.shape(id), padding: lies ? padding : undefined };
}

/** The value of a node that is a map to us and `[N, C, H, W]` to the file. */
export function mapValue(id: string): NodeValue {
  return { kind: 'node', id, axes: CHANNELS_FIRST };
}

/** The output's node: a map as ours lie, any other value in the order in which the file has it. */
export function inOutputOrder(at: Pick<Conversion, 'builder' | 'id'>, { kind, id, axes }: NodeValue): string {
  const long = axes.filter((axis) => axis >= 0 && at.builder.shape(id)[axis] !== 1);
  const isMap = axes.length === 4 && long.length > 1;
  if (!isMap && long.every((axis, i) => i === 0 || axis > (long[i - 1] ?? 0))) return id;
  return arranged(at, { kind, id, axes }, isMap ? [2, 3, 1] : [...axes.keys()].slice(1));
}
