import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { functionLayer, prelu, relu } from './layers-activations';
import { normalization, rescaling } from './layers-affine';
import { multiHeadAttention } from './layers-attention';
import { OPERATIONS, tensorflowOperation } from './layers-functions';
import {
  activation,
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  separableConv2d,
} from './layers-linear';
import { groupNormalization, layerNormalization, layerScale } from './layers-norms';
import { arithmetic, average, extreme } from './layers-operations';
import {
  centerCrop,
  conv2dTranspose,
  cropping2d,
  globalMaxPool,
  resizing,
  sameSize,
  upSampling2d,
} from './layers-sizes';
import { globalAveragePool, pool, zeroPadding2d } from './layers-pools';
import { overTokens, unitNormalization } from './layers-reductions';
import { concatenate, flatten, reshape, transpose } from './layers-shaping';
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

/** Layers that do something in training only. */
const nothing: LayerConverter = (conversion) => paddedInput(conversion);

const dropout: LayerConverter = (conversion) => ({
  id: conversion.builder.add({ id: conversion.name, inputs: [plainInput(conversion)], op: 'dropout' }),
});

/** Layers that change pictures in training, so that a network sees more of them. */
const AUGMENTATIONS: Readonly<Record<string, LayerConverter>> = {
  AugMix: nothing,
  CutMix: nothing,
  Equalization: nothing,
  MixUp: nothing,
  RandAugment: nothing,
  RandomBrightness: nothing,
  RandomColorJitter: nothing,
  RandomContrast: nothing,
  RandomElasticTransform: nothing,
  RandomErasing: nothing,
  RandomFlip: nothing,
  RandomGaussianBlur: nothing,
  RandomGrayscale: nothing,
  RandomHeight: nothing,
  RandomHue: nothing,
  RandomInvert: nothing,
  RandomPerspective: nothing,
  RandomPosterization: nothing,
  RandomRotation: nothing,
  RandomSaturation: nothing,
  RandomSharpness: nothing,
  RandomShear: nothing,
  RandomTranslation: nothing,
  RandomWidth: nothing,
  RandomZoom: nothing,
  Solarization: nothing,
};

const LAYERS: Readonly<Record<string, LayerConverter>> = {
  ...OPERATIONS,
  Activation: activation,
  ...AUGMENTATIONS,
  ActivityRegularization: nothing,
  Add: arithmetic('add'),
  AlphaDropout: dropout,
  Average: average,
  AveragePool: pool('avgPool'),
  AveragePooling2D: pool('avgPool'),
  BatchNormalization: batchNormalization,
  CenterCrop: centerCrop,
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
  GlobalAveragePooling1D: overTokens('mean'),
  GlobalAveragePooling2D: globalAveragePool,
  GlobalMaxPooling1D: overTokens('max'),
  GlobalMaxPooling2D: globalMaxPool,
  GroupNormalization: groupNormalization,
  LayerNormalization: layerNormalization,
  LayerScale: layerScale,
  LeakyReLU: functionLayer('leakyRelu', ['negative_slope', 'alpha'], 0.3),
  Maximum: extreme('max'),
  MaxPool: pool('maxPool'),
  MaxPooling2D: pool('maxPool'),
  Minimum: extreme('min'),
  MultiHeadAttention: multiHeadAttention,
  Multiply: arithmetic('multiply'),
  Normalization: normalization,
  Permute: transpose,
  PReLU: prelu,
  RandomCrop: sameSize,
  ReLU: relu,
  Rescaling: rescaling,
  Reshape: reshape,
  Resizing: resizing,
  SeparableConv2D: separableConv2d,
  Softmax: softmax,
  SpatialDropout2D: dropout,
  StochasticDepth: nothing,
  Subtract: arithmetic('subtract'),
  SlicingOpLambda: tensorflowOperation,
  TFOpLambda: tensorflowOperation,
  TrueDivide: arithmetic('divide'),
  UnitNormalization: unitNormalization,
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
