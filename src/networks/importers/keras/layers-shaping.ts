import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import { type Shape, sizeOf } from '../../graph/shapes';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  plainInput,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

const sides = v.pipe(v.array(v.number()), v.maxLength(8));

export const flatten: LayerConverter = (conversion) => ({
  id: conversion.builder.add({ id: conversion.name, inputs: [plainInput(conversion)], op: 'flatten' }),
});

/** Reshape, a layer with `target_shape`, or an operation whose `newshape` begins with the pictures. */
export const reshape: LayerConverter = (conversion) => {
  const { builder } = conversion;
  const id = plainInput(conversion);
  const listed = ['newshape', 'shape'].find((key) => settingOrNull(conversion, key) !== null);
  const asked = listed
    ? setting(conversion, listed, sides, []).slice(1)
    : setting(conversion, 'target_shape', sides, []);
  const rest = asked.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  const shape = asked.map((side) => (side === -1 ? sizeOf(builder.shape(id)) / rest : side));
  return reshaped(conversion, id, shape);
};

/** A value in another shape, if it is one; a vector of one number where no axis is left. */
export function reshaped({ builder, name }: LayerConversion, id: string, kept: Shape): LayerValue {
  const shape = kept.length > 0 ? kept : [1];
  if (builder.shape(id).join() === shape.join()) return { id };
  return { id: builder.add({ id: name, inputs: [id], op: 'reshape', shape }) };
}

function settingOrNull({ layer }: LayerConversion, key: string): unknown {
  return Array.isArray(layer.config) || !Object.hasOwn(layer.config, key) ? null : layer.config[key];
}

export const concatenate: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const ids = allInputs(conversion);
  const rank = builder.shape(ids[0] ?? '').length;
  const said = setting(conversion, 'axis', v.number(), -1);
  const axis = said < 0 ? said + rank : said - 1;
  if (axis < 0 || axis >= rank)
    throw unsupportedOp(
      phrase('Concatenate “{name}” along axis {said} is not supported; supported: 1 to {rank}.', {
        name,
        said,
        rank,
      }),
    );
  return { id: joined(conversion, ids, axis, name) };
};

function allInputs(conversion: LayerConversion): readonly string[] {
  return conversion.inputs.map((input, i) =>
    plainInput({
      ...conversion,
      name: i === 0 ? conversion.name : `${conversion.name}/${i}`,
      inputs: [input],
    }),
  );
}

export function joined(
  { builder }: LayerConversion,
  inputs: readonly string[],
  axis: number,
  id: string,
): string {
  const last = axis === builder.shape(inputs[0] ?? '').length - 1;
  return builder.add({ id, inputs, op: 'concat', ...(last ? {} : { axis }) });
}

/** Stack: several values along an axis of their own. */
export const stack: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const ids = allInputs(conversion);
  const shape = builder.shape(ids[0] ?? '');
  const axis = axisOf(conversion, setting(conversion, 'axis', v.number(), 0), shape.length + 1);
  const wider = [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  const parts = ids.map((id, i) =>
    builder.add({ id: `${name}/part_${i}`, inputs: [id], op: 'reshape', shape: wider }),
  );
  return { id: joined(conversion, parts, axis, name) };
};

/** An axis counted without the batch, of so many. Throws LabError `unsupported-op` for the batch itself and what is no axis. */
function axisOf({ layer, name }: LayerConversion, said: number, rank: number): number {
  const axis = said < 0 ? said + rank : said - 1;
  if (Number.isInteger(axis) && axis >= 0 && axis < rank) return axis;
  throw unsupportedOp(
    phrase('{kind} “{name}” along axis {axis} is not supported; supported: 1 to {rank}.', {
      ...{ kind: layer.class_name, name, axis: said, rank },
    }),
  );
}

/** Permute, a layer with `dims` counted from 1, or Transpose, an operation with all `axes`. */
export const transpose: LayerConverter = (conversion) => {
  const { builder, name, layer } = conversion;
  const x = plainInput(conversion);
  const dims = setting(conversion, 'dims', sides, []);
  const asked = dims.length > 0 ? dims : setting(conversion, 'axes', sides, []).slice(1);
  const order = asked.map((axis) => axis - 1);
  const rank = builder.shape(x).length;
  if (order.toSorted((a, b) => a - b).join() !== [...Array<number>(rank).keys()].join())
    throw unsupportedOp(
      phrase('{kind} “{name}” to the order [{order}] is not supported.', {
        ...{ kind: layer.class_name, name, order: asked.slice(0, 8).join(', ') },
      }),
    );
  return { id: builder.add({ id: name, inputs: [x], op: 'transpose', order }) };
};

const axisList = v.union([v.number(), v.array(v.number())]);

/** ExpandDims: axes of length 1 where there were none. */
export const expandDims: LayerConverter = (conversion) => {
  const { builder } = conversion;
  const x = plainInput(conversion);
  const shape = [...builder.shape(x)];
  const said = [setting(conversion, 'axis', axisList, -1)].flat();
  for (const one of said) shape.splice(axisOf(conversion, one, shape.length + 1), 0, 1);
  return reshaped(conversion, x, shape);
};

/** Squeeze: without axes of length 1. */
export const squeeze: LayerConverter = (conversion) => {
  const { builder } = conversion;
  const x = plainInput(conversion);
  const shape = builder.shape(x);
  const said = setting(conversion, 'axis', v.nullable(axisList), null);
  const gone = said === null ? null : [said].flat().map((one) => axisOf(conversion, one, shape.length));
  const kept = shape.filter((side, axis) => (gone ? !gone.includes(axis) : side !== 1));
  return reshaped(conversion, x, kept);
};
