import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import type { ActivationFunction } from '../../graph/graph';
import { addActivation } from './layers-activations';
import { arithmetic, extreme, negative, soleNumber, suchLayers } from './layers-operations';
import { reduction } from './layers-reductions';
import { getItem } from './layers-items';
import { concatenate, expandDims, reshape, squeeze, stack, transpose } from './layers-shaping';
import { type LayerConverter, plainInput, setting } from './layers-values';
import { phrase } from '../../../words/say';

/** An activation function by Keras's name for it. */
const called =
  (name: string): LayerConverter =>
  (conversion) => ({ id: addActivation(conversion, plainInput(conversion), name, conversion.name) });

/** A function of each value, alpha a number of its own or one of the layer's settings. */
const elementwise =
  (
    name: ActivationFunction,
    alpha?: number | { readonly key: string; readonly otherwise: number },
  ): LayerConverter =>
  (conversion) => {
    const number =
      typeof alpha === 'object' ? setting(conversion, alpha.key, v.number(), alpha.otherwise) : alpha;
    const node = { id: conversion.name, inputs: [plainInput(conversion)], function: name };
    const own = number === undefined ? {} : { alpha: number };
    return { id: conversion.builder.add({ ...node, op: 'activation', ...own }) };
  };

/** `x ^ number` */
const power: LayerConverter = (conversion) => {
  const number = soleNumber(conversion);
  if (number !== undefined) return elementwise('power', number)(conversion);
  throw suchLayers(conversion);
};

/** GELU, exact or by the hyperbolic tangent, as `keras.ops.gelu` has it. */
const gelu: LayerConverter = (conversion) =>
  elementwise(setting(conversion, 'approximate', v.boolean(), true) ? 'geluTanh' : 'gelu')(conversion);

const limit = v.nullable(v.number());

/** Values kept between two numbers. */
const clip: LayerConverter = (conversion) => {
  const [alpha, beta] = ['x_min', 'x_max'].map((key) => setting(conversion, key, limit, null) ?? undefined);
  const x = plainInput(conversion);
  const bounds = { ...(alpha === undefined ? {} : { alpha }), ...(beta === undefined ? {} : { beta }) };
  return {
    id: conversion.builder.add({
      id: conversion.name,
      inputs: [x],
      op: 'activation',
      function: 'clip',
      ...bounds,
    }),
  };
};

/** `min(max(x / 6 + 1 / 2, 0), 1)`, as Keras 3 has it. */
const hardSigmoid: LayerConverter = (conversion) => {
  const node = { id: conversion.name, inputs: [plainInput(conversion)], op: 'activation' } as const;
  return { id: conversion.builder.add({ ...node, function: 'hardSigmoid', alpha: 1 / 6, beta: 0.5 }) };
};

/** A value as it is: of another type, which all numbers have here already. */
const same: LayerConverter = (conversion) => ({ id: plainInput(conversion) });

/** Operations of `keras.ops` that a functional model of Keras 3 holds as layers, besides those that are layers, too. */
export const OPERATIONS: Readonly<Record<string, LayerConverter>> = {
  Absolute: elementwise('abs'),
  Amax: reduction('max'),
  Amin: reduction('min'),
  Cast: same,
  Clip: clip,
  Divide: arithmetic('divide'),
  Elu: elementwise('elu', { key: 'alpha', otherwise: 1 }),
  Exp: elementwise('exp'),
  ExpandDims: expandDims,
  Gelu: gelu,
  GetItem: getItem,
  HardSigmoid: hardSigmoid,
  HardSilu: called('hard_silu'),
  LeakyRelu: elementwise('leakyRelu', { key: 'negative_slope', otherwise: 0.2 }),
  Log: elementwise('log'),
  Max: reduction('max'),
  Mean: reduction('mean'),
  Min: reduction('min'),
  Negative: negative,
  Power: power,
  Reciprocal: elementwise('power', -1),
  Relu: called('relu'),
  Relu6: called('relu6'),
  Rsqrt: elementwise('power', -0.5),
  Selu: called('selu'),
  Sigmoid: called('sigmoid'),
  Silu: called('silu'),
  Softplus: called('softplus'),
  Softsign: called('softsign'),
  Sqrt: elementwise('power', 0.5),
  Square: elementwise('power', 2),
  Squeeze: squeeze,
  Stack: stack,
  Sum: reduction('sum'),
  Tanh: called('tanh'),
  Transpose: transpose,
};

/** What TensorFlow calls the operations that a model of Keras 2 may hold as layers. */
const TENSORFLOW: Readonly<Record<string, LayerConverter>> = {
  '__operators__.add': arithmetic('add'),
  '__operators__.getitem': getItem,
  cast: same,
  clip_by_value: (conversion) =>
    clip(renamed(conversion, { clip_value_min: 'x_min', clip_value_max: 'x_max' })),
  concat: concatenate,
  expand_dims: expandDims,
  identity: same,
  'math.abs': elementwise('abs'),
  'math.add': arithmetic('add'),
  'math.divide': arithmetic('divide'),
  'math.exp': elementwise('exp'),
  'math.maximum': extreme('max'),
  'math.minimum': extreme('min'),
  'math.multiply': arithmetic('multiply'),
  'math.negative': negative,
  'math.pow': power,
  'math.reduce_max': reduction('max'),
  'math.reduce_mean': reduction('mean'),
  'math.reduce_min': reduction('min'),
  'math.reduce_sum': reduction('sum'),
  'math.sigmoid': called('sigmoid'),
  'math.softplus': called('softplus'),
  'math.sqrt': elementwise('power', 0.5),
  'math.square': elementwise('power', 2),
  'math.subtract': arithmetic('subtract'),
  'math.tanh': called('tanh'),
  'math.truediv': arithmetic('divide'),
  'nn.bias_add': arithmetic('add'),
  'nn.gelu': (conversion) =>
    gelu({ ...conversion, layer: withSetting(conversion.layer, 'approximate', false) }),
  realdiv: arithmetic('divide'),
  reshape: reshape,
  squeeze: squeeze,
  stack: stack,
  transpose: (conversion) => transpose(renamed(conversion, { perm: 'axes' })),
};

type Conversion = Parameters<LayerConverter>[0];

/** A layer with a setting where it has none of that name. */
function withSetting(layer: Conversion['layer'], key: string, value: unknown): Conversion['layer'] {
  return Array.isArray(layer.config) ? layer : { ...layer, config: { [key]: value, ...layer.config } };
}

function renamed(conversion: Conversion, names: Readonly<Record<string, string>>): Conversion {
  const { layer } = conversion;
  if (Array.isArray(layer.config)) return conversion;
  const config = Object.fromEntries(
    Object.entries(layer.config).map(([key, value]) => [names[key] ?? key, value]),
  );
  return { ...conversion, layer: { ...layer, config } };
}

/** A layer of a model that is one operation of TensorFlow's (Keras 2). What it is called with by name are its settings. */
export const tensorflowOperation: LayerConverter = (conversion) => {
  const name = setting(conversion, 'function', v.string(), '');
  const [, activation] = /^nn\.(\w+)$/.exec(name) ?? [];
  const known = Object.hasOwn(TENSORFLOW, name) ? TENSORFLOW[name] : undefined;
  const converter = known ?? (activation === undefined ? undefined : called(activation));
  if (converter) {
    const { layer, call } = conversion;
    const named = Object.fromEntries(
      Object.entries(call?.named ?? {}).map(([key, value]) => [key, plainSetting(value)]),
    );
    const config = { ...(Array.isArray(layer.config) ? {} : layer.config), ...named };
    return converter({ ...conversion, layer: { ...layer, config } });
  }
  throw unsupportedOp(
    phrase(
      'The operation {called} at layer “{name}” is not supported; supported: {supported}, and activation functions.',
      {
        called: name || phrase('without a name'),
        name: conversion.name,
        supported: Object.keys(TENSORFLOW).join(', '),
      },
    ),
  );
};

function plainSetting(value: NonNullable<Conversion['call']>['named'][string]): unknown {
  if (typeof value !== 'object') return value;
  if ('other' in value) return value.other;
  return 'list' in value ? value.list.map(plainSetting) : null;
}
