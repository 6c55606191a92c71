import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../failures';
import type { Padding } from '../graph';
import { isNonNegative } from '../non-negative';
import { sizeOf } from '../shapes';
import { activation, batchNormalization, conv2d, dense, depthwiseConv2d } from './layers-linear';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  paddedInput,
  pair,
  plainInput,
  requireChannelsLast,
  resolvedPadding,
  setting,
} from './layers-values';

const relu: LayerConverter = (conversion) => {
  const limit = setting(conversion, 'max_value', v.nullable(v.number()), null);
  const slope = setting(conversion, 'negative_slope', v.number(), 0);
  const threshold = setting(conversion, 'threshold', v.number(), 0);
  if ((limit === null || limit === 6) && slope === 0 && threshold === 0) {
    const op = limit === null ? 'relu' : 'relu6';
    return { id: conversion.builder.add({ id: conversion.name, inputs: [plainInput(conversion)], op }) };
  }
  throw unsupportedOp(
    `ReLU "${conversion.name}" with a limit other than 6, a slope or a threshold is not supported.`,
  );
};

const softmax: LayerConverter = (conversion) => {
  const id = plainInput(conversion);
  const axis = setting(conversion, 'axis', v.number(), -1);
  if (axis !== -1 && axis !== conversion.builder.shape(id).length) {
    throw unsupportedOp(
      `Softmax "${conversion.name}" along axis ${axis} is not supported; supported: the last.`,
    );
  }
  return { id: conversion.builder.add({ id: conversion.name, inputs: [id], op: 'softmax' }) };
};

function pool(op: 'maxPool' | 'avgPool'): LayerConverter {
  return (conversion) => {
    const { builder, name } = conversion;
    requireChannelsLast(conversion);
    const x = paddedInput(conversion);
    const size = pair(conversion, 'pool_size', [2, 2]);
    const strides = pair(conversion, 'strides', size);
    const { padding, own } = resolvedPadding(conversion, builder.shape(x.id), x.padding, size, strides);
    const node = { id: name, inputs: [x.id], size, strides, padding };
    if (op === 'avgPool') {
      if (x.padding && own) throw mixedPadding(conversion);
      return { id: builder.add({ ...node, op, countPadding: x.padding !== undefined }) };
    }
    if (x.padding && !isNonNegative(x.id, builder.node)) throw mixedPadding(conversion);
    return { id: builder.add({ ...node, op }) };
  };
}

function mixedPadding({ layer, name }: LayerConversion): Error {
  return unsupportedOp(
    `${layer.class_name} "${name}" over pixels that a ZeroPadding2D added is not supported here.`,
  );
}

const globalAveragePool: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  requireChannelsLast(conversion);
  const x = plainInput(conversion);
  if (setting(conversion, 'keepdims', v.boolean(), false)) {
    return { id: builder.add({ id: name, inputs: [x], op: 'globalAvgPool' }) };
  }
  const mean = builder.add({ id: `${name}/mean`, inputs: [x], op: 'globalAvgPool' });
  return { id: builder.add({ id: name, inputs: [mean], op: 'flatten' }) };
};

const zeroPadding2d: LayerConverter = (conversion) => {
  requireChannelsLast(conversion);
  const schema = v.union([v.number(), v.tuple([numberOrPair, numberOrPair])]);
  const value = setting(conversion, 'padding', schema, 1);
  const [rows, columns] = typeof value === 'number' ? [value, value] : value;
  const [top, bottom] = typeof rows === 'number' ? [rows, rows] : rows;
  const [left, right] = typeof columns === 'number' ? [columns, columns] : columns;
  const padding: Padding = [top, right, bottom, left];
  return padding.every((side) => side === 0)
    ? { id: plainInput(conversion) }
    : { id: plainInput(conversion), padding };
};
const numberOrPair = v.union([v.number(), v.tuple([v.number(), v.number()])]);

const flatten: LayerConverter = (conversion) => ({
  id: conversion.builder.add({ id: conversion.name, inputs: [plainInput(conversion)], op: 'flatten' }),
});

const reshape: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const id = plainInput(conversion);
  const asked = setting(conversion, 'target_shape', v.array(v.number()), []);
  const rest = asked.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  const shape = asked.map((side) => (side === -1 ? sizeOf(builder.shape(id)) / rest : side));
  return { id: builder.add({ id: name, inputs: [id], op: 'reshape', shape }) };
};

const dropout: LayerConverter = (conversion) => ({
  id: conversion.builder.add({ id: conversion.name, inputs: [plainInput(conversion)], op: 'dropout' }),
});

const merge =
  (op: 'concat' | 'add'): LayerConverter =>
  (conversion) => {
    const { builder, name, inputs, layer } = conversion;
    const ids = inputs.map((input) => plainInput({ ...conversion, inputs: [input] }));
    const axis = op === 'concat' ? setting(conversion, 'axis', v.number(), -1) : -1;
    if (axis !== -1 && axis !== builder.shape(ids[0] ?? '').length) {
      throw unsupportedOp(
        `${layer.class_name} "${name}" along axis ${axis} is not supported; supported: the last.`,
      );
    }
    return { id: builder.add({ id: name, inputs: ids, op }) };
  };

const LAYERS: Readonly<Record<string, LayerConverter>> = {
  Activation: activation,
  Add: merge('add'),
  AveragePooling2D: pool('avgPool'),
  BatchNormalization: batchNormalization,
  Concatenate: merge('concat'),
  Conv2D: conv2d,
  Dense: dense,
  DepthwiseConv2D: depthwiseConv2d,
  Dropout: dropout,
  Flatten: flatten,
  GlobalAveragePooling2D: globalAveragePool,
  MaxPooling2D: pool('maxPool'),
  ReLU: relu,
  Reshape: reshape,
  Softmax: softmax,
  SpatialDropout2D: dropout,
  ZeroPadding2D: zeroPadding2d,
};

/** Converts one layer. Throws LabError `unsupported-op` naming the layers there are converters for. */
export function convertLayer(conversion: LayerConversion): LayerValue {
  const { layer, name } = conversion;
  const converter = Object.hasOwn(LAYERS, layer.class_name) ? LAYERS[layer.class_name] : undefined;
  if (!converter) {
    throw unsupportedOp(
      `${layer.class_name} at layer "${name}" is not supported; supported: ${Object.keys(LAYERS).join(', ')}.`,
    );
  }
  if (conversion.inputs.length === 0)
    throw unsupportedModel(`${layer.class_name} "${name}" reads from no layer.`);
  return converter(conversion);
}
