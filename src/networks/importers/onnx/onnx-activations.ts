import { unsupportedOp } from '../../graph/failures';
import type { ActivationFunction } from '../../graph/graph';
import { perChannel, scaledBy, soleNumber } from './onnx-affine';
import { nodeInput, plain, withLast } from './onnx-axes';
import {
  type Conversion,
  type Converter,
  floatAttribute,
  label,
  type NodeValue,
  optionalInput,
  rawInput,
  scalarInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** Relu, Dropout and the like: nothing changes but the values, wherever they lie. */
export function elementwise(op: 'relu' | 'relu6' | 'dropout' | 'sigmoid'): Converter {
  return (conversion) => {
    const x = untouched(conversion);
    return { ...x, id: conversion.builder.add({ id: conversion.id, inputs: [x.id], op }) };
  };
}

/** A value whose numbers may lie in any order, with nothing around it. */
function untouched(conversion: Conversion): NodeValue {
  const raw = rawInput(conversion);
  return raw.padding || raw.expanded ? plain(conversion, raw) : raw;
}

/** An activation function, with the numbers that its attributes give. */
export function activation(
  name: ActivationFunction,
  numbers: (conversion: Conversion) => { readonly alpha?: number; readonly beta?: number } = () => ({}),
): Converter {
  return (conversion) => {
    const x = untouched(conversion);
    const node = { id: conversion.id, inputs: [x.id], op: 'activation', function: name } as const;
    return { ...x, id: conversion.builder.add({ ...node, ...numbers(conversion) }) };
  };
}

/** Clip(0, 6) is relu6 and Clip(0, infinity) relu. */
export const clip: Converter = (conversion) => {
  const bound = (name: string, index: number, otherwise: number) =>
    optionalInput(conversion, index)
      ? scalarInput(conversion, index, otherwise)
      : floatAttribute(conversion, name, otherwise);
  const low = bound('min', 1, -Infinity);
  const high = bound('max', 2, Infinity);
  if (low === 0 && high === 6) return elementwise('relu6')(conversion);
  if (low === 0 && high > 3e38) return elementwise('relu')(conversion);
  const limit = (value: number, name: 'alpha' | 'beta') => (Math.abs(value) > 3e38 ? {} : { [name]: value });
  return activation('clip', () => ({ ...limit(low, 'alpha'), ...limit(high, 'beta') }))(conversion);
};

export const gelu: Converter = (conversion) => {
  const how = conversion.node.attributes.get('approximate')?.text ?? 'none';
  return activation(how === 'tanh' ? 'geluTanh' : 'gelu')(conversion);
};

/** CELU: `alpha * elu(x / alpha)`. */
export const celu: Converter = (conversion) => {
  const { builder } = conversion;
  const alpha = floatAttribute(conversion, 'alpha', 1);
  const shrunk = scaledBy(conversion, untouched(conversion), 1 / alpha);
  const node = { id: conversion.id, inputs: [shrunk.id], op: 'activation', function: 'elu' } as const;
  return scaledBy(conversion, { ...shrunk, id: builder.add(node) }, alpha);
};

/** PRelu with a slope for each channel, or one. */
export const prelu: Converter = (conversion) => {
  const { builder, id } = conversion;
  const one = soleNumber(conversion, 1);
  if (one !== undefined) return activation('leakyRelu', () => ({ alpha: one }))(conversion);
  const x = withLast(conversion, nodeInput(conversion), 1);
  const slope = perChannel(conversion, x, 1);
  if (!slope)
    throw unsupportedOp(
      phrase('{layer} with slopes for places is not supported; supported: by channel.', {
        layer: label(conversion),
      }),
    );
  const name = builder.weight(`${id}/slope`, [slope.length], slope);
  return { ...x, id: builder.add({ id, inputs: [x.id], op: 'prelu', slope: name }) };
};
