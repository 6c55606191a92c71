import type { Padding, Pair } from '../../graph/graph';
import { samePaddings, type Shape } from '../../graph/shapes';
import { NONE, sum } from '../paddings';
import { mapInput } from '../onnx/onnx-axes';
import type { NodeValue, OnnxValue } from '../onnx/onnx-values';
import { integersAttribute, textAttribute } from './graph-attributes';
import { type GraphConversion, lacks, nodeInput, whole } from './graph-values';
import { phrase } from '../../../words/say';

// TensorFlow's maps are `[N, H, W, C]` as a rule, ONNX's `[N, C, H, W]`: what follows says which axis is which.

type Layout = 'NHWC' | 'NCHW';

/** In which order a node has the axes of its maps. */
export function layoutOf(conversion: GraphConversion): Layout {
  const format = textAttribute(conversion.node, 'data_format') || 'NHWC';
  if (format === 'NHWC' || format === 'NCHW') return format;
  throw lacks(conversion, phrase('in the order {format}', { format: format.slice(0, 20) }));
}

/** A map as ONNX names its axes. */
export function channelsFirst(conversion: GraphConversion, value: OnnxValue): OnnxValue {
  if (layoutOf(conversion) === 'NCHW' || value.kind !== 'node' || value.axes.length !== 4) return value;
  const bare = value.expanded ? whole(conversion, value) : value;
  return turned(bare, [0, 3, 1, 2]);
}

/** A map that ONNX's operation gave, as the node names its axes. */
export function asNamed(conversion: GraphConversion, value: OnnxValue): OnnxValue {
  if (layoutOf(conversion) === 'NCHW' || value.kind !== 'node') return value;
  return turned(value, [0, 2, 3, 1]);
}

function turned({ expanded, ...value }: NodeValue, order: readonly number[]): NodeValue {
  const axes = order.map((axis) => value.axes[axis] ?? -1);
  return expanded
    ? { ...value, axes, expanded: order.map((axis) => expanded[axis] ?? 1) }
    : { ...value, axes };
}

/** A node's map, `[H, W, C]`, and the zeros that wait around it. */
export function mapOf(conversion: GraphConversion, index = 0): ReturnType<typeof mapInput> {
  const x = channelsFirst(conversion, nodeInput(conversion, index));
  return mapInput(conversion.as({ op: conversion.node.op, inputs: [x], what: 'map' }));
}

/** Height and width of an attribute that has one number for each axis. */
export function pairAttribute(conversion: GraphConversion, key: string, otherwise: Pair = [1, 1]): Pair {
  const list = integersAttribute(conversion.node, key);
  if (list === undefined) return otherwise;
  const [batch, channels, height, width] =
    layoutOf(conversion) === 'NCHW' ? list : [list[0], list[3], list[1], list[2]];
  if (list.length === 4 && batch === 1 && channels === 1 && height !== undefined && width !== undefined)
    return [height, width];
  throw lacks(conversion, phrase('with {key} [{list}]', { key, list: list.slice(0, 8).join(', ') }));
}

/** A window's padding on a map, on top of the zeros that wait around it. */
export function windowPadding(
  conversion: GraphConversion,
  shape: Shape,
  {
    size,
    strides,
    dilations = [1, 1],
  }: { readonly size: Pair; readonly strides: Pair; readonly dilations?: Pair },
  before: Padding = NONE,
): Padding {
  const own = explicitPadding(conversion);
  if (own) return sum(own, before);
  const padded = [(shape[0] ?? 0) + before[0] + before[2], (shape[1] ?? 0) + before[1] + before[3]];
  return isSame(conversion) ? sum(samePaddings(padded, size, strides, dilations), before) : before;
}

/** Whether a node pads so that a window gives as much as it is moved over. */
export function isSame(conversion: GraphConversion): boolean {
  const kind = textAttribute(conversion.node, 'padding') || 'VALID';
  if (kind === 'SAME' || kind === 'VALID' || kind === 'EXPLICIT') return kind === 'SAME';
  throw lacks(conversion, phrase('with padding {kind}', { kind: kind.slice(0, 20) }));
}

/** A padding that the node says in numbers; undefined where it says it otherwise. */
export function explicitPadding(conversion: GraphConversion): Padding | undefined {
  if (textAttribute(conversion.node, 'padding') !== 'EXPLICIT') return undefined;
  const all = integersAttribute(conversion.node, 'explicit_paddings') ?? [];
  const at = layoutOf(conversion) === 'NCHW' ? 4 : 2;
  const [top = 0, bottom = 0, left = 0, right = 0] = all.slice(at, at + 4);
  if (all.length === 8 && all.every((side, i) => side === 0 || (i >= at && i < at + 4)))
    return [top, right, bottom, left];
  throw lacks(conversion, phrase('with padding [{all}]', { all: all.slice(0, 8).join(', ') }));
}
