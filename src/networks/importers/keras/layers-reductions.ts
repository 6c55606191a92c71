import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import { sizeOf, type Shape } from '../../graph/shapes';
import { affineBy } from './layers-affine';
import {
  type LayerConversion,
  type LayerConverter,
  plainInput,
  requireChannelsLast,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

const axes = v.nullable(v.union([v.number(), v.array(v.number())]));

/** Mean, largest, smallest or sum over some axes, as `keras.ops` counts them. */
export const reduction =
  (kind: 'mean' | 'max' | 'min' | 'sum'): LayerConverter =>
  (conversion) => {
    const { builder, name } = conversion;
    const x = plainInput(conversion);
    const shape = builder.shape(x);
    const said = setting(conversion, 'axis', axes, null);
    const over = said === null ? shape.map((_, i) => i) : [said].flat().map((axis) => ours(axis, shape));
    if (over.some((axis) => shape[axis] === undefined) || (said === null && shape.length > 0)) {
      throw unsupportedOp(
        phrase('{kind} “{name}” over axes [{axes}] is not supported; supported: all but the pictures’ own.', {
          kind: conversion.layer.class_name,
          name,
          axes: said === null ? '' : [said].flat().slice(0, 8).join(', '),
        }),
      );
    }
    const keeps = setting(conversion, 'keepdims', v.boolean(), false);
    return { id: reduced(conversion, x, over, kind, keeps) };
  };

/** An axis counted without the batch. */
function ours(axis: number, shape: Shape): number {
  return axis < 0 ? axis + shape.length : axis - 1;
}

/** GlobalAveragePooling1D and GlobalMaxPooling1D: over tokens. */
export const overTokens =
  (kind: 'mean' | 'max'): LayerConverter =>
  (conversion) => {
    requireChannelsLast(conversion);
    const keeps = setting(conversion, 'keepdims', v.boolean(), false);
    return { id: reduced(conversion, plainInput(conversion), [0], kind, keeps) };
  };

function reduced(
  conversion: LayerConversion,
  x: string,
  over: readonly number[],
  kind: 'mean' | 'max' | 'min' | 'sum',
  keeps: boolean,
): string {
  const { builder, name } = conversion;
  const shape = builder.shape(x);
  const kept = shape.flatMap((side, axis) => (over.includes(axis) ? (keeps ? [1] : []) : [side]));
  const count = sizeOf(over.map((axis) => shape[axis] ?? 1));
  const turned = { ...conversion, name: `${name}/turned`, inputs: [{ id: x }] };
  const from = kind === 'min' ? affineBy(turned, -1, 0).id : x;
  const last = kind === 'mean' || kind === 'max' ? name : `${name}/reduced`;
  const made = extent(conversion, from, over, kind === 'max' || kind === 'min' ? 'max' : 'mean');
  const target = kept.length > 0 ? kept : [1];
  const id = builder.add({ id: last, inputs: [made], op: 'reshape', shape: target });
  if (last === name) return id;
  return affineBy({ ...conversion, inputs: [{ id }] }, kind === 'min' ? -1 : count, 0).id;
}

/** Over axes, in whatever shape that comes out. */
function extent(
  { builder, name }: LayerConversion,
  x: string,
  over: readonly number[],
  by: 'mean' | 'max',
): string {
  const shape = builder.shape(x);
  const add = (what: string): { readonly id: string } => ({ id: `${name}/${what}` });
  const isPlaces = over.length === shape.length - 1 && !over.includes(shape.length - 1);
  if (isPlaces && (shape.length === 3 || by === 'mean')) {
    const channels = shape.at(-1) ?? 1;
    const map =
      shape.length === 3
        ? x
        : builder.add({
            ...{ ...add('places'), inputs: [x], op: 'reshape' },
            shape: [sizeOf(shape) / channels, 1, channels],
          });
    const [height = 1, width = 1] = builder.shape(map);
    const window = { size: [height, width], strides: [1, 1], padding: [0, 0, 0, 0] } as const;
    return by === 'mean'
      ? builder.add({ ...add('mean'), inputs: [map], op: 'globalAvgPool' })
      : builder.add({ ...add('max'), inputs: [map], op: 'maxPool', ...window });
  }
  const stays = [...shape.keys()].filter((axis) => !over.includes(axis));
  const order = [...stays, ...over];
  const inOrder = order.every((axis, i) => axis === i);
  const turned = inOrder ? x : builder.add({ ...add('ordered'), inputs: [x], op: 'transpose', order });
  const lead = stays.map((axis) => shape[axis] ?? 1);
  const flat =
    over.length === 1
      ? turned
      : builder.add({
          ...{ ...add('together'), inputs: [turned], op: 'reshape' },
          shape: [...lead, sizeOf(over.map((axis) => shape[axis] ?? 1))],
        });
  return builder.add({ ...add(by), inputs: [flat], op: 'reduce', by });
}

/** UnitNormalization along the last axis: `x / |x|`. */
export const unitNormalization: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const rank = builder.shape(x).length;
  const along = setting(conversion, 'axis', axes, -1);
  const [axis = -1] = [along ?? -1].flat();
  if ((axis !== -1 && axis !== rank) || [along].flat().length > 1)
    throw unsupportedOp(
      phrase('{kind} “{name}” along axis {axis} is not supported; supported: the last.', {
        ...{ kind: conversion.layer.class_name, name, axis },
      }),
    );
  const squares = {
    id: `${name}/squares`,
    inputs: [x],
    op: 'activation',
    function: 'power',
    alpha: 2,
  } as const;
  const sum = reduced({ ...conversion, name: `${name}/sum` }, builder.add(squares), [rank - 1], 'sum', true);
  const bounded = {
    id: `${name}/bounded`,
    inputs: [sum],
    op: 'activation',
    function: 'clip',
    alpha: 1e-12,
  } as const;
  const root = { id: `${name}/root`, op: 'activation', function: 'power', alpha: -0.5 } as const;
  const length = builder.add({ ...root, inputs: [builder.add(bounded)] });
  return { id: builder.add({ id: name, inputs: [x, length], op: 'multiply' }) };
};
