import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import type { ActivationFunction } from '../../graph/graph';
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
  celu: { function: 'elu', alpha: 1 },
  hard_tanh: { function: 'clip', alpha: -1, beta: 1 },
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
  if (called === 'log_softmax') {
    const softmax = builder.add({ id: `${name}/softmax`, inputs: [id], op: 'softmax' });
    return builder.add({ id: name, inputs: [softmax], op: 'activation', function: 'log' });
  }
  if (called === 'log_sigmoid') {
    const weight = builder.weight(
      `${name}/minus`,
      builder.shape(id).map(() => 1),
      Float32Array.of(-1),
    );
    const turned = builder.add({ id: `${name}/turned`, inputs: [id], op: 'scale', weight });
    const soft = {
      id: `${name}/softplus`,
      inputs: [turned],
      op: 'activation',
      function: 'softplus',
    } as const;
    return builder.add({ id: name, inputs: [builder.add(soft)], op: 'scale', weight });
  }
  throw unsupportedOp(
    phrase('Activation “{called}” of layer “{name}” is not supported; supported: linear, {supported}.', {
      called,
      name,
      supported: [...OWN, 'hard_sigmoid', 'log_softmax', 'log_sigmoid', ...Object.keys(FUNCTIONS)].join(', '),
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

/** ReLU with a limit or a slope, but no threshold. */
export const relu: LayerConverter = (conversion) => {
  const limit = setting(conversion, 'max_value', v.nullable(v.number()), null);
  const slope = setting(conversion, 'negative_slope', v.number(), 0);
  const threshold = setting(conversion, 'threshold', v.number(), 0);
  if (threshold !== 0)
    throw unsupportedOp(
      phrase('ReLU “{name}” with a threshold is not supported.', { name: conversion.name }),
    );
  const node = { id: conversion.name, inputs: [plainInput(conversion)] };
  const { builder } = conversion;
  if (slope !== 0) {
    const id = limit === null ? conversion.name : `${conversion.name}/leaky`;
    const leaky = builder.add({ ...node, id, op: 'activation', function: 'leakyRelu', alpha: slope });
    if (limit === null) return { id: leaky };
    return { id: builder.add({ ...node, inputs: [leaky], op: 'activation', function: 'clip', beta: limit }) };
  }
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

/** PReLU with a slope for each channel, shared by all places, or with slopes for places. */
export const prelu: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const { name: slope, shape } = requireWeight(conversion, 'alpha');
  const channels = builder.shape(x).at(-1) ?? 0;
  const perChannel = shape.slice(0, -1).every((side) => side === 1) && shape.at(-1) === channels;
  if (perChannel) {
    const values = conversion.weight('alpha')?.values ?? new Float32Array(channels);
    const weight = shape.length === 1 ? slope : builder.weight(`${name}/slope`, [channels], values);
    return { id: builder.add({ id: name, inputs: [x], op: 'prelu', slope: weight }) };
  }
  // What is above 0 as it is, and what is below times its slope.
  const node = { id: `${name}/below`, inputs: [x], op: 'activation', function: 'clip', beta: 0 } as const;
  const scaled = { id: `${name}/scaled`, inputs: [builder.add(node)], op: 'scale', weight: slope } as const;
  const above = builder.add({ id: `${name}/above`, inputs: [x], op: 'relu' });
  return { id: builder.add({ id: name, inputs: [above, builder.add(scaled)], op: 'add' }) };
};
