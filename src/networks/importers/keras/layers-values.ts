import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair, WeightArray } from '../../graph/graph';
import { samePaddings, type Shape } from '../../graph/shapes';
import type { GraphBuilder } from '../graph-builder';
import type { Call } from './layers-inbound';
import type { Layer } from './layers-schema';
import { NONE, sum } from '../paddings';
import { phrase } from '../../../words/say';

/** A Keras layer's output on its way into the graph; `padding` is a ZeroPadding2D not yet taken up by the layer after it. */
export interface LayerValue {
  readonly id: string;
  readonly padding?: Padding;
}

/** One Keras layer to convert. */
export interface LayerConversion {
  readonly name: string;
  readonly layer: Layer;
  readonly builder: GraphBuilder;
  readonly inputs: readonly LayerValue[];
  /** What it is called with, in order and by name, where the file says so; `inputs` are the layers among that. */
  readonly call?: Call | undefined;
  weight(kind: string): WeightArray | undefined;
}

export type LayerConverter = (conversion: LayerConversion) => LayerValue;

const numbers = v.union([v.number(), v.array(v.number())]);

/** The one input of a layer; a padding that waits on it is laid down. */
export function plainInput(conversion: LayerConversion): string {
  const { builder, name } = conversion;
  const { id, padding } = paddedInput(conversion);
  if (!padding) return id;
  const [top, right, bottom, left] = padding;
  const pad = (inputs: string, axis: number, before: number, after: number): string => {
    let made = `${name}/padded_${axis === 0 ? 'rows' : 'columns'}`;
    while (builder.has(made)) made += '_';
    return builder.add({ id: made, inputs: [inputs], op: 'pad', axis, before, after, value: 0 });
  };
  return pad(pad(id, 0, top, bottom), 1, left, right);
}

export function paddedInput({ inputs, name, layer }: LayerConversion): LayerValue {
  const [input] = inputs;
  if (input && inputs.length === 1) return input;
  throw unsupportedModel(
    phrase('{kind} “{name}” expects one input, got {inputs}.', {
      kind: layer.class_name,
      name,
      inputs: inputs.length,
    }),
  );
}

/** A setting read through a schema; `otherwise` where it is absent or null. */
export function setting<T extends v.GenericSchema>(
  { layer, name }: LayerConversion,
  key: string,
  schema: T,
  otherwise: v.InferOutput<T>,
): v.InferOutput<T> {
  const config: Readonly<Record<string, unknown>> = Array.isArray(layer.config) ? {} : layer.config;
  const value = (Object.hasOwn(config, key) ? config[key] : null) ?? otherwise;
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const got = typeof value === 'object' ? phrase('a list or an object') : JSON.stringify(value);
  throw unsupportedModel(
    phrase('{kind} “{name}”: {key} is {got}, which such a layer cannot take.', {
      kind: layer.class_name,
      name,
      key,
      got,
    }),
  );
}

/** A pair of spatial numbers, written as one or as two. */
export function pair(conversion: LayerConversion, key: string, otherwise: Pair): Pair {
  const value = setting(conversion, key, numbers, [...otherwise]);
  const [height, width] = typeof value === 'number' ? [value, value] : value;
  if (height !== undefined && width !== undefined) return [height, width];
  throw unsupportedModel(
    phrase('{kind} “{name}”: {key} should be two numbers.', {
      kind: conversion.layer.class_name,
      name: conversion.name,
      key,
    }),
  );
}

export function requireChannelsLast(conversion: LayerConversion): void {
  const format = setting(conversion, 'data_format', v.string(), 'channels_last');
  if (format === 'channels_last') return;
  throw unsupportedOp(
    phrase('{kind} “{name}” is {format}; only channels_last is supported.', {
      kind: conversion.layer.class_name,
      name: conversion.name,
      format,
    }),
  );
}

/** A weight the layer cannot do without, kept in the graph under the layer's name. */
export function requireWeight(conversion: LayerConversion, kind: string): { name: string; shape: Shape } {
  const found = conversion.weight(kind);
  if (!found) {
    throw unsupportedModel(
      phrase('{kind} “{name}” has no {kind2} among the model’s weights.', {
        kind: conversion.layer.class_name,
        name: conversion.name,
        kind2: kind,
      }),
    );
  }
  return {
    name: conversion.builder.storedWeight(`${conversion.name}/${kind}`, found),
    shape: found.shape,
  };
}

/** A layer's padding, with what a ZeroPadding2D before it adds; `own` tells whether the layer itself pads. */
export function resolvedPadding(
  conversion: LayerConversion,
  shape: Shape,
  before: Padding = NONE,
  size: Pair,
  strides: Pair,
  dilations: Pair = [1, 1],
): { padding: Padding; own: boolean } {
  const kind = setting(conversion, 'padding', v.picklist(['same', 'valid']), 'valid');
  if (kind === 'valid') return { padding: before, own: false };
  const padded = [(shape[0] ?? 0) + before[0] + before[2], (shape[1] ?? 0) + before[1] + before[3]];
  const same = samePaddings(padded, size, strides, dilations);
  return { padding: sum(same, before), own: same.some((side) => side > 0) };
}
