import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair, WeightArray } from '../../graph/graph';
import { samePaddings, type Shape, sizeOf } from '../../graph/shapes';
import { NONE, sum } from '../paddings';
import type { GraphBuilder } from '../graph-builder';
import { integersAttribute, textAttribute } from './graph-attributes';
import type { GraphDefNode } from './graph-schema';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

/** A computed value on its way into the graph; `padding` is a Pad not yet taken up by the node after it. */
export interface NodeValue {
  readonly kind: 'node';
  readonly id: string;
  readonly padding?: { readonly sides: Padding; readonly value: number };
}
/** Numbers that the file holds. */
interface StoredValue {
  readonly kind: 'stored';
  readonly shape: Shape;
  /** As a weight of the network; real numbers only. */
  readonly weight: () => WeightArray;
  /** All of them, where they are few. */
  readonly numbers: () => readonly number[];
}
/** A shape on its way into a Reshape; the batch's side is `BATCH`. */
interface ShapeValue {
  readonly kind: 'shape';
  readonly sides: readonly number[];
}
export type GraphValue = NodeValue | StoredValue | ShapeValue;

/** Stands in a shape for the number of pictures. */
export const BATCH = -1;

/** One GraphDef node to convert. */
export interface GraphConversion {
  readonly node: GraphDefNode;
  readonly id: string;
  readonly builder: GraphBuilder;
  readonly inputs: readonly GraphValue[];
}
export type GraphConverter = (conversion: GraphConversion) => GraphValue;

/** What a node is called in sentences. */
export function label({ node }: GraphConversion): string {
  return `${node.op} “${node.name}”`;
}

export function lacks(conversion: GraphConversion, what: Phrase): Error {
  return unsupportedOp(phrase('{layer} {what} is not supported.', { layer: label(conversion), what }));
}

/** A computed input, with a Pad that may be waiting on it. */
export function paddedInput(conversion: GraphConversion, index = 0): NodeValue {
  const value = conversion.inputs[index];
  if (value?.kind === 'node') return value;
  throw unsupportedModel(
    phrase('{layer} reads no computed value as its input {index}.', {
      layer: label(conversion),
      index: index + 1,
    }),
  );
}

/** The id of a computed input; a Pad that waits on it becomes nodes of its own. */
export function nodeInput(conversion: GraphConversion, index = 0): string {
  return laid(conversion, paddedInput(conversion, index));
}

/** The id of a value with its waiting Pad laid down. */
export function laid({ id: owner, builder }: GraphConversion, { id, padding }: NodeValue): string {
  if (!padding) return id;
  const { sides, value } = padding;
  const [top, right, bottom, left] = sides;
  const pad = (from: string, axis: number, before: number, after: number): string =>
    before + after === 0
      ? from
      : builder.add({
          ...{ id: `${owner}/pad_${axis}`, inputs: [from], op: 'pad' },
          ...{ axis, before, after, value },
        });
  return pad(pad(id, 0, top, bottom), 1, left, right);
}

/** A stored input. Throws LabError `unsupported-op` where it is computed. */
export function storedInput(conversion: GraphConversion, index: number): StoredValue {
  const value = conversion.inputs[index];
  if (value?.kind === 'stored') return value;
  throw lacks(conversion, phrase('with a computed value as its input {index}', { index: index + 1 }));
}

/** A stored input as a weight of the network, kept under what it is to the node. */
export function weightInput(
  conversion: GraphConversion,
  index: number,
  role: string,
): { name: string; shape: Shape } {
  const { shape, weight } = storedInput(conversion, index);
  return { name: conversion.builder.storedWeight(`${conversion.id}/${role}`, weight()), shape };
}

/** A stored list of whole numbers, or a shape. */
export function integersInput(conversion: GraphConversion, index: number): readonly number[] {
  const value = conversion.inputs[index];
  if (value?.kind === 'shape') return value.sides;
  return storedInput(conversion, index).numbers();
}

/** Height and width of an attribute `[1, h, w, 1]`. */
export function pairAttribute(conversion: GraphConversion, key: string, otherwise: Pair = [1, 1]): Pair {
  const list = integersAttribute(conversion.node, key);
  if (list === undefined) return otherwise;
  const [batch, height, width, channels] = list;
  if (list.length === 4 && batch === 1 && channels === 1 && height !== undefined && width !== undefined)
    return [height, width];
  throw lacks(conversion, phrase('with {key} [{list}]', { key, list: list.slice(0, 8).join(', ') }));
}

export function requireChannelsLast(conversion: GraphConversion): void {
  const format = textAttribute(conversion.node, 'data_format') ?? 'NHWC';
  if (format !== 'NHWC')
    throw lacks(conversion, phrase('in the order {format}', { format: format.slice(0, 20) }));
}

/** The padding of a window over `shape`, on top of what waits before it; `own` tells whether the node itself pads. */
export function windowPadding(
  conversion: GraphConversion,
  shape: Shape,
  size: Pair,
  strides: Pair,
  dilations: Pair,
  before: Padding = NONE,
): { padding: Padding; own: boolean } {
  const kind = textAttribute(conversion.node, 'padding') ?? 'VALID';
  if (kind === 'VALID') return { padding: before, own: false };
  if (kind === 'EXPLICIT') {
    const all = integersAttribute(conversion.node, 'explicit_paddings') ?? [];
    const [n0, n1, top = 0, bottom = 0, left = 0, right = 0, c0, c1] = all;
    if (all.length !== 8 || [n0, n1, c0, c1].some((side) => side !== 0))
      throw lacks(conversion, phrase('with padding [{all}]', { all: all.slice(0, 8).join(', ') }));
    return { padding: sum(before, [top, right, bottom, left]), own: true };
  }
  if (kind !== 'SAME') throw lacks(conversion, phrase('with padding {kind}', { kind: kind.slice(0, 20) }));
  const padded = [(shape[0] ?? 0) + before[0] + before[2], (shape[1] ?? 0) + before[1] + before[3]];
  const same = samePaddings(padded, size, strides, dilations);
  return { padding: sum(same, before), own: same.some((side) => side > 0) };
}

/** `scale * x + offset` by channel, as a batch norm of mean 0 and variance 1; the layer before it takes it in where it can. */
export function affine(
  { builder }: GraphConversion,
  id: string,
  input: string,
  { scale = [1], offset = [0] }: { scale?: readonly number[]; offset?: readonly number[] },
): string {
  const channels = builder.shape(input).at(-1) ?? 0;
  const weight = (name: string, values: readonly number[]): string =>
    builder.weight(
      `${id}/${name}`,
      [channels],
      Float32Array.from({ length: channels }, (_, c) => values[values.length === 1 ? 0 : c] ?? 0),
    );
  return builder.add({
    ...{ id, inputs: [input], op: 'batchNorm', epsilon: 0 },
    scale: weight('scale', scale),
    offset: weight('offset', offset),
    mean: weight('mean', [0]),
    variance: weight('variance', [1]),
  });
}

/** Reshapes all but the batch; nothing where the shape is that already. */
export function reshaped({ builder }: GraphConversion, id: string, input: string, shape: Shape): string {
  const own = builder.shape(input);
  if (own.join() === shape.join()) return input;
  return shape.length === 1 && shape[0] === sizeOf(own)
    ? builder.add({ id, inputs: [input], op: 'flatten' })
    : builder.add({ id, inputs: [input], op: 'reshape', shape });
}
