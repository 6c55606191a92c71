import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import { type LayerConverter, plainInput, setting } from './layers-values';
import { phrase } from '../../../words/say';

/** Keras's own, where a channel's variance is 0. */
const LEAST_DEVIATION = 1e-7;

const numbers: v.GenericSchema<unknown, number | number[]> = v.union([v.number(), v.array(v.number())]);
const nested = v.nullable(v.union([numbers, v.array(v.array(v.array(v.array(v.number()))))]));

/** Rescaling: `scale * x + offset`, by channel where there are three of each. */
export const rescaling: LayerConverter = (conversion) => {
  const scale = setting(conversion, 'scale', numbers, 1);
  const offset = setting(conversion, 'offset', numbers, 0);
  return affine(conversion, [scale].flat(), [offset].flat());
};

/** Normalization along the channels by a mean and variance from its settings or its weights. */
export const normalization: LayerConverter = (conversion) => {
  const given = (name: string): number[] => {
    const value = setting(conversion, name, nested, null);
    return value === null ? [...(conversion.weight(name)?.values ?? [])] : [value].flat(4);
  };
  const mean = given('mean');
  const deviation = given('variance').map((value) => Math.max(Math.sqrt(value), LEAST_DEVIATION));
  if (mean.length === 0 || mean.length !== deviation.length) {
    throw unsupportedOp(
      phrase('Normalization “{name}” should have as many means as variances, got {mean} and {deviation}.', {
        name: conversion.name,
        mean: mean.length,
        deviation: deviation.length,
      }),
    );
  }
  if (setting(conversion, 'invert', v.boolean(), false)) return affine(conversion, deviation, mean);
  return affine(
    conversion,
    deviation.map((value) => 1 / value),
    mean.map((value, c) => -value / (deviation[c] ?? 1)),
  );
};

/** `scale * x + offset` as a batch norm of mean 0 and variance 1; one number stands for all channels. */
export const affine = (
  conversion: Parameters<LayerConverter>[0],
  scale: readonly number[],
  offset: readonly number[],
): ReturnType<LayerConverter> => {
  const { builder, name, layer } = conversion;
  const x = plainInput(conversion);
  const channels = builder.shape(x).at(-1) ?? 0;
  const weight = (kind: string, values: readonly number[]): string => {
    if (values.length !== 1 && values.length !== channels) {
      throw unsupportedOp(
        phrase(
          '{kind} “{name}” has {values} values of {kind2} for {channels} channels; supported: one, or one a channel.',
          { kind: layer.class_name, name, values: values.length, kind2: kind, channels },
        ),
      );
    }
    const all = Float32Array.from({ length: channels }, (_, c) => values[values.length === 1 ? 0 : c] ?? 0);
    return builder.weight(`${name}/${kind}`, [channels], all);
  };
  const node = {
    id: name,
    inputs: [x],
    scale: weight('scale', scale),
    offset: weight('offset', offset),
    mean: weight('mean', [0]),
    variance: weight('variance', [1]),
    epsilon: 0,
  };
  return { id: builder.add({ ...node, op: 'batchNorm' }) };
};

/** `scale * x + offset` by one number each. */
export function affineBy(
  conversion: Parameters<LayerConverter>[0],
  scale: number,
  offset: number,
): ReturnType<LayerConverter> {
  return affine(conversion, [scale], [offset]);
}
