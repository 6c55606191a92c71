import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import type { ActivationFunction } from '../../graph/graph';
import type { GraphBuilder } from '../graph-builder';
import {
  type LayerConversion,
  type LayerConverter,
  plainInput,
  requireWeight,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

interface Function {
  readonly function: ActivationFunction;
  readonly alpha?: number;
  readonly beta?: number;
}

const SELU: Function = { function: 'elu', alpha: 1.6732632423543772, beta: 1.0507009873554805 };

/** Keras's names of its activation functions, besides those that are ops of their own. */
const FUNCTIONS: Readonly<Record<string, Function>> = {
  silu: { function: 'silu' },
  swish: { function: 'silu' },
  hard_silu: { function: 'hardSwish' },
  hard_swish: { function: 'hardSwish' },
  tanh: { function: 'tanh' },
  softplus: { function: 'softplus' },
  softsign: { function: 'softsign' },
  mish: { function: 'mish' },
  leaky_relu: { function: 'leakyRelu', alpha: 0.2 },
  elu: { function: 'elu', alpha: 1 },
  selu: SELU,
  gelu: { function: 'gelu' },
  exponential: { function: 'exp' },
};
const OWN = ['relu', 'relu6', 'softmax', 'sigmoid'] as const;

/** The node of an activation by the name Keras has for it. Throws LabError `unsupported-op` naming those there are. */
export function addActivation(conversion: LayerConversion, id: string, called: string, name: string): string {
  const { builder } = conversion;
  const op = OWN.find((one) => one === called);
  if (op) return builder.add({ id: name, inputs: [id], op });
  if (called === 'hard_sigmoid') {
    const [alpha, beta] = isKeras3(conversion) ? [1 / 6, 0.5] : [0.2, 0.5];
    return builder.add({ id: name, inputs: [id], op: 'activation', function: 'hardSigmoid', alpha, beta });
  }
  const found = Object.hasOwn(FUNCTIONS, called) ? FUNCTIONS[called] : undefined;
  if (found) return builder.add({ id: name, inputs: [id], op: 'activation', ...found });
  throw unsupportedOp(
    phrase('Activation “{called}” of layer “{name}” is not supported; supported: linear, {supported}.', {
      called,
      name,
      supported: [...OWN, 'hard_sigmoid', ...Object.keys(FUNCTIONS)].join(', '),
    }),
  );
}

/** Keras 3 writes a type as an object; its hard sigmoid is steeper at the ends. */
function isKeras3({ layer }: LayerConversion): boolean {
  return (
    !Array.isArray(layer.config) &&
    typeof layer.config['dtype'] === 'object' &&
    layer.config['dtype'] !== null
  );
}

/** ReLU with a limit and a slope, but no threshold. */
export const relu: LayerConverter = (conversion) => {
  const limit = setting(conversion, 'max_value', v.nullable(v.number()), null);
  const slope = setting(conversion, 'negative_slope', v.number(), 0);
  const threshold = setting(conversion, 'threshold', v.number(), 0);
  if (threshold !== 0 || (slope !== 0 && limit !== null)) {
    throw unsupportedOp(
      phrase('ReLU “{name}” with a threshold, or with a limit and a slope at once, is not supported.', {
        name: conversion.name,
      }),
    );
  }
  const node = { id: conversion.name, inputs: [plainInput(conversion)] };
  const { builder } = conversion;
  if (slope !== 0)
    return { id: builder.add({ ...node, op: 'activation', function: 'leakyRelu', alpha: slope }) };
  if (limit === null || limit === 6)
    return { id: builder.add({ ...node, op: limit === null ? 'relu' : 'relu6' }) };
  return { id: builder.add({ ...node, op: 'activation', function: 'clip', alpha: 0, beta: limit }) };
};

/** A layer that is an activation function with one number of its settings. */
export const functionLayer =
  (name: ActivationFunction, keys: readonly string[] = [], otherwise = 1): LayerConverter =>
  (conversion) => {
    const given = keys.map((key) => setting(conversion, key, v.nullable(v.number()), null));
    const alpha = given.find((value) => value !== null) ?? otherwise;
    const node = {
      id: conversion.name,
      inputs: [plainInput(conversion)],
      op: 'activation',
      function: name,
    } as const;
    return { id: conversion.builder.add(keys.length > 0 ? { ...node, alpha } : node) };
  };

/** PReLU with a slope for each channel, shared by all places. */
export const prelu: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const { name: slope, shape } = requireWeight(conversion, 'alpha');
  const channels = builder.shape(x).at(-1) ?? 0;
  if (shape.slice(0, -1).some((side) => side !== 1) || shape.at(-1) !== channels) {
    throw unsupportedOp(
      phrase('PReLU “{name}” with slopes for places is not supported; supported: by channel.', { name }),
    );
  }
  const weight = shape.length === 1 ? slope : flatWeight(builder, conversion, channels);
  return { id: builder.add({ id: name, inputs: [x], op: 'prelu', slope: weight }) };
};

function flatWeight(builder: GraphBuilder, conversion: LayerConversion, channels: number): string {
  const found = conversion.weight('alpha');
  return builder.weight(`${conversion.name}/slope`, [channels], found?.values ?? new Float32Array(channels));
}
