import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { type LazyNumbers, madeFrom, present } from '../../storage/lazy-numbers';
import { addNode, fileShape, plain } from './onnx-axes';
import { broadcastDims } from './onnx-fold-arrays';
import { permute } from './onnx-tensor';
import {
  constantOf,
  type Conversion,
  label,
  type NodeValue,
  optionalInput,
  rawInput,
  weightInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

type Vector = (values: Float32Array) => Float32Array;

/** Two inputs, one of them a constant; `index` is where that stands. */
export interface Sides {
  readonly x: NodeValue;
  readonly index: number;
}

/** The computed input and where the constant one stands; null where both are computed. */
export function sides(conversion: Conversion): Sides | null {
  const index = [0, 1].find((i) => constantOf(optionalInput(conversion, i)) !== null);
  if (index === undefined || conversion.node.inputs.length !== 2) return null;
  return { x: rawInput(conversion, 1 - index), index };
}

/** One number for each channel of a value, its last axis, in the order ours have; null where a constant says more than that. */
export function perChannel(conversion: Conversion, x: NodeValue, index: number): LazyNumbers | null {
  const { dims, numbers } = weightInput(conversion, index);
  const shape = conversion.builder.shape(x.id);
  const channels = shape.at(-1) ?? 0;
  if (numbers.length === 1 && dims.length <= x.axes.length) {
    return madeFrom([numbers], channels, ([value = 0]) => new Float32Array(channels).fill(value));
  }
  const axis = x.axes.indexOf(shape.length - 1) - x.axes.length + dims.length;
  const alone = dims.every((side, i) => side === (i === axis ? channels : 1));
  if (!alone || axis < 0 || dims.length > x.axes.length || numbers.length !== channels) return null;
  const { order } = x;
  return order ? madeFrom([numbers], channels, (values) => permute(values, order, [1, 2, 0])) : numbers;
}

/** A constant as a weight of as many axes as our value has, each as long or 1. Throws where it does not fit the value. */
function spreadOut(
  conversion: Conversion,
  x: NodeValue,
  index: number,
): { shape: number[]; numbers: LazyNumbers } {
  const { dims, numbers } = weightInput(conversion, index);
  const full = fileShape(conversion, x);
  const at = (axis: number): number => dims[axis - full.length + dims.length] ?? 1;
  const fits = dims.length <= full.length && full.every((side, axis) => at(axis) === 1 || at(axis) === side);
  if (!fits) {
    throw unsupportedOp(
      phrase('{layer} with a stored tensor of shape [{dims}] is not supported on [{full}].', {
        layer: label(conversion),
        dims: dims.join(', '),
        full: full.join(', '),
      }),
    );
  }
  const ours = conversion.builder.shape(x.id).map((_, axis) => x.axes.indexOf(axis));
  const shape = ours.map((axis) => (axis < 0 ? 1 : at(axis)));
  const stored = [...full.keys()].map(at);
  const order = [
    ...ours.filter((axis) => axis >= 0),
    ...[...full.keys()].filter((axis) => !ours.includes(axis)),
  ];
  return { shape, numbers: madeFrom([numbers], numbers.length, (values) => permute(values, stored, order)) };
}

/** `scale * x + offset` by channel, as a batch norm of mean 0 and variance 1; the layer before it takes it in where it can. */
export function affine(
  conversion: Conversion,
  x: NodeValue,
  stored: LazyNumbers,
  { scale, offset }: { scale?: Vector; offset?: Vector },
  own = true,
): NodeValue {
  const { builder } = conversion;
  const channels = stored.length;
  const id = own ? conversion.id : `${conversion.id}/${builder.has(`${conversion.id}/by`) ? 'then' : 'by'}`;
  const constant = (value: number) => present(new Float32Array(channels).fill(value));
  const weight = (name: string, numbers: LazyNumbers) => builder.weight(`${id}/${name}`, [channels], numbers);
  const node = {
    id,
    inputs: [x.id],
    scale: weight('scale', scale ? madeFrom([stored], channels, scale) : constant(1)),
    offset: weight('offset', offset ? madeFrom([stored], channels, offset) : constant(0)),
    mean: weight('mean', constant(0)),
    variance: weight('variance', constant(1)),
    epsilon: 0,
  };
  return { ...x, id: builder.add({ ...node, op: 'batchNorm' }) };
}

/** A value times one number, plus one. */
export function scaledBy(conversion: Conversion, x: NodeValue, scale: number, offset = 0): NodeValue {
  const channels = conversion.builder.shape(x.id).at(-1) ?? 1;
  return affine(
    conversion,
    x,
    present(new Float32Array(channels)),
    { scale: (c) => c.map(() => scale), offset: (c) => c.map(() => offset) },
    false,
  );
}

/** A value plus or times a constant: by channel where that says no more, else place by place. */
export function withConstant(
  conversion: Conversion,
  raw: NodeValue,
  index: number,
  op: 'offset' | 'scale',
  change: Vector = (values) => values,
): NodeValue {
  const bare = raw.padding || raw.expanded ? plain(conversion, raw) : raw;
  const channelwise = perChannel(conversion, bare, index);
  if (channelwise) return affine(conversion, bare, channelwise, { [op]: change });
  const x = plain(conversion, asLargeAs(conversion, bare, weightInput(conversion, index).dims));
  const { shape, numbers } = spreadOut(conversion, x, index);
  const made = madeFrom([numbers], numbers.length, change);
  const weight = conversion.builder.weight(`${conversion.id}/${op}`, shape, made);
  return { ...x, id: conversion.builder.add({ id: conversion.id, inputs: [x.id], op, weight }) };
}

/** A value repeated along the axes in which a constant is longer. */
function asLargeAs(conversion: Conversion, bare: NodeValue, dims: readonly number[]): NodeValue {
  const own = fileShape(conversion, bare);
  const expanded = broadcastDims(own, dims);
  const grows = expanded.join() !== own.join() && expanded.every((side, axis) => isEither(side, axis));
  return grows ? { ...plain(conversion, bare), expanded } : bare;

  function isEither(side: number, axis: number): boolean {
    const at = (one: readonly number[]): number => one[axis - expanded.length + one.length] ?? 1;
    return [at(own), at(dims)].every((each) => each === 1 || each === side);
  }
}

/** A constant whose every number is one and the same; undefined where it is not, or too large to look at. */
export function soleNumber(conversion: Conversion, index: number): number | undefined {
  const { numbers } = weightInput(conversion, index);
  return numbers.length === 1 ? numbers.make()[0] : undefined;
}

export function channelCount({ builder }: Conversion, x: NodeValue): number {
  return sizeOf(builder.shape(x.id).slice(-1));
}

/** A function of each value. */
export function functionOf(
  conversion: Conversion,
  x: NodeValue,
  name: 'power' | 'exp' | 'log' | 'abs',
  alpha?: number,
): NodeValue {
  const node = {
    op: 'activation',
    inputs: [x.id],
    function: name,
    ...(alpha === undefined ? {} : { alpha }),
  } as const;
  return { ...x, id: addNode(conversion, name, node) };
}
