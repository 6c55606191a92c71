import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { affine } from './layers-affine';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  plainInput,
  requireWeight,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

const axes = v.union([v.number(), v.array(v.number())]);

/** LayerNormalization along the last axis, or over all of a map. */
export const layerNormalization: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const rank = builder.shape(x).length;
  const along = [setting(conversion, 'axis', axes, -1)].flat();
  if (rank === 3 && along.length === rank) return overMap(conversion, x);
  if (along.length !== 1 || (along[0] !== -1 && along[0] !== rank)) {
    throw unsupportedOp(
      phrase('LayerNormalization “{name}” along axis {along} is not supported; supported: the last.', {
        name,
        along: along.join(', '),
      }),
    );
  }
  const epsilon = setting(conversion, 'epsilon', v.number(), 1e-3);
  return {
    id: builder.add({ id: name, inputs: [x], op: 'layerNorm', ...scaleAndOffset(conversion, x), epsilon }),
  };
};

/** Over all of a map at once, with a scale and an offset for each of its values. */
function overMap(conversion: LayerConversion, x: string): LayerValue {
  const { builder, name } = conversion;
  const channels = builder.shape(x).at(-1) ?? 0;
  const same = (kind: string, value: number): string =>
    builder.weight(`${name}/${kind}`, [channels], new Float32Array(channels).fill(value));
  const uses = (key: string): boolean => setting(conversion, key, v.boolean(), true);
  const [scales, moves] = [uses('scale'), uses('center')];
  let id = builder.add({
    id: scales || moves ? `${name}/normed` : name,
    inputs: [x],
    op: 'groupNorm',
    groups: 1,
    scale: same('one', 1),
    offset: same('zero', 0),
    epsilon: setting(conversion, 'epsilon', v.number(), 1e-3),
  });
  if (scales) {
    const weight = requireWeight(conversion, 'gamma').name;
    id = builder.add({ id: moves ? `${name}/scaled` : name, inputs: [id], op: 'scale', weight });
  }
  if (!moves) return { id };
  return {
    id: builder.add({ id: name, inputs: [id], op: 'offset', weight: requireWeight(conversion, 'beta').name }),
  };
}

/** GroupNormalization along the last axis; -1 groups are as many as channels. */
export const groupNormalization: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const shape = builder.shape(x);
  const along = setting(conversion, 'axis', v.number(), -1);
  if (along !== -1 && along !== shape.length)
    throw unsupportedOp(
      phrase('GroupNormalization “{name}” along axis {along} is not supported; supported: the last.', {
        name,
        along,
      }),
    );
  const said = setting(conversion, 'groups', v.number(), 32);
  const groups = said === -1 ? (shape.at(-1) ?? 1) : said;
  const epsilon = setting(conversion, 'epsilon', v.number(), 1e-3);
  return {
    id: builder.add({
      id: name,
      inputs: [x],
      op: 'groupNorm',
      groups,
      ...scaleAndOffset(conversion, x),
      epsilon,
    }),
  };
};

/** LayerScale, as Keras's ConvNeXt has it: each channel times a number of its own. */
export const layerScale: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const shape = builder.shape(x);
  const found = conversion.weight('gamma');
  const gamma = found?.values;
  if (!gamma || gamma.length !== shape.at(-1))
    throw unsupportedModel(
      phrase('{kind} “{name}” has no {kind2} among the model’s weights.', {
        ...{ kind: conversion.layer.class_name, name, kind2: 'gamma' },
      }),
    );
  return affine({ ...conversion, inputs: [{ id: x }] }, [...gamma], [0]);
};

function scaleAndOffset(conversion: LayerConversion, x: string): { scale: string; offset: string } {
  const { builder, name } = conversion;
  const channels = builder.shape(x).at(-1) ?? 0;
  const weight = (kind: string, used: string, otherwise: number): string =>
    setting(conversion, used, v.boolean(), true)
      ? requireWeight(conversion, kind).name
      : builder.weight(`${name}/${kind}`, [channels], new Float32Array(channels).fill(otherwise));
  return { scale: weight('gamma', 'scale', 1), offset: weight('beta', 'center', 0) };
}
