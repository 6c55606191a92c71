import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { functionLayer, prelu, relu } from './layers-activations';
import { normalization, rescaling } from './layers-affine';
import {
  activation,
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  separableConv2d,
} from './layers-linear';
import { groupNormalization, layerNormalization } from './layers-norms';
import { arithmetic, tensorflowOperation } from './layers-operations';
import { conv2dTranspose, cropping2d, globalMaxPool, sameSize, upSampling2d } from './layers-sizes';
import { globalAveragePool, pool, zeroPadding2d } from './layers-pools';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  paddedInput,
  plainInput,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

const softmax: LayerConverter = (conversion) => {
  const id = plainInput(conversion);
  const axis = setting(conversion, 'axis', v.number(), -1);
  if (axis !== -1 && axis !== conversion.builder.shape(id).length) {
    throw unsupportedOp(
      phrase('Softmax “{name}” along axis {axis} is not supported; supported: the last.', {
        name: conversion.name,
        axis,
      }),
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

const concatenate: LayerConverter = (conversion) => {
  const { builder, name, inputs } = conversion;
  const ids = inputs.map((input) => plainInput({ ...conversion, inputs: [input] }));
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
  const node = { id: name, inputs: ids, op: 'concat' } as const;
  return { id: builder.add(axis === rank - 1 ? node : { ...node, axis }) };
};

const LAYERS: Readonly<Record<string, LayerConverter>> = {
  Activation: activation,
  ActivityRegularization: nothing,
  Add: arithmetic('add'),
  AlphaDropout: dropout,
  AveragePooling2D: pool('avgPool'),
  BatchNormalization: batchNormalization,
  CenterCrop: sameSize,
  Concatenate: concatenate,
  Conv2D: conv2d,
  Conv2DTranspose: conv2dTranspose,
  Cropping2D: cropping2d,
  Dense: dense,
  DepthwiseConv2D: depthwiseConv2d,
  Dropout: dropout,
  ELU: functionLayer('elu', ['alpha']),
  Flatten: flatten,
  GaussianDropout: dropout,
  GaussianNoise: nothing,
  GlobalAveragePooling2D: globalAveragePool,
  GlobalMaxPooling2D: globalMaxPool,
  GroupNormalization: groupNormalization,
  LayerNormalization: layerNormalization,
  LeakyReLU: functionLayer('leakyRelu', ['negative_slope', 'alpha'], 0.3),
  MaxPooling2D: pool('maxPool'),
  Multiply: arithmetic('multiply'),
  Normalization: normalization,
  PReLU: prelu,
  RandomBrightness: nothing,
  RandomContrast: nothing,
  RandomCrop: sameSize,
  RandomFlip: nothing,
  RandomRotation: nothing,
  RandomTranslation: nothing,
  RandomZoom: nothing,
  ReLU: relu,
  Rescaling: rescaling,
  Reshape: reshape,
  Resizing: sameSize,
  SeparableConv2D: separableConv2d,
  Softmax: softmax,
  SpatialDropout2D: dropout,
  Subtract: arithmetic('subtract'),
  TFOpLambda: tensorflowOperation,
  TrueDivide: arithmetic('divide'),
  UpSampling2D: upSampling2d,
  ZeroPadding2D: zeroPadding2d,
};

/** The kinds of layers there are converters for. */
export const SUPPORTED_LAYERS: readonly string[] = Object.keys(LAYERS);

/** Converts one layer. Throws LabError `unsupported-op` where there is no converter. */
export function convertLayer(conversion: LayerConversion): LayerValue {
  const { layer, name } = conversion;
  const converter = Object.hasOwn(LAYERS, layer.class_name) ? LAYERS[layer.class_name] : undefined;
  if (!converter) {
    throw unsupportedOp(
      phrase('{kind} at layer “{name}” is not supported.', { kind: layer.class_name, name }),
    );
  }
  if (conversion.inputs.length === 0)
    throw unsupportedModel(phrase('{kind} “{name}” reads from no layer.', { kind: layer.class_name, name }));
  return converter(conversion);
}
