import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { normalization, rescaling } from './layers-affine';
import {
  activation,
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  separableConv2d,
} from './layers-linear';
import { globalAveragePool, pool, zeroPadding2d } from './layers-pools';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  paddedInput,
  plainInput,
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
    `ReLU “${conversion.name}” with a limit other than 6, a slope or a threshold is not supported.`,
  );
};

const softmax: LayerConverter = (conversion) => {
  const id = plainInput(conversion);
  const axis = setting(conversion, 'axis', v.number(), -1);
  if (axis !== -1 && axis !== conversion.builder.shape(id).length) {
    throw unsupportedOp(
      `Softmax “${conversion.name}” along axis ${axis} is not supported; supported: the last.`,
    );
  }
  return { id: conversion.builder.add({ id: conversion.name, inputs: [id], op: 'softmax' }) };
};

const flatten: LayerConverter = (conversion) => ({
  id: conversion.builder.add({ id: conversion.name, inputs: [plainInput(conversion)], op: 'flatten' }),
});

const reshape: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const id = plainInput(conversion);
  const asked = setting(conversion, 'target_shape', v.pipe(v.array(v.number()), v.maxLength(8)), []);
  const rest = asked.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  const shape = asked.map((side) => (side === -1 ? sizeOf(builder.shape(id)) / rest : side));
  return { id: builder.add({ id: name, inputs: [id], op: 'reshape', shape }) };
};

/** Layers that do something in training only. */
const nothing: LayerConverter = (conversion) => paddedInput(conversion);

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
        `${layer.class_name} “${name}” along axis ${axis} is not supported; supported: the last.`,
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
  GaussianNoise: nothing,
  MaxPooling2D: pool('maxPool'),
  Normalization: normalization,
  RandomFlip: nothing,
  RandomRotation: nothing,
  RandomZoom: nothing,
  ReLU: relu,
  Rescaling: rescaling,
  Reshape: reshape,
  SeparableConv2D: separableConv2d,
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
      `${layer.class_name} at layer “${name}” is not supported; supported: ${Object.keys(LAYERS).join(', ')}.`,
    );
  }
  if (conversion.inputs.length === 0)
    throw unsupportedModel(`${layer.class_name} “${name}” reads from no layer.`);
  return converter(conversion);
}
