import * as v from 'valibot';
import { unsupportedOp } from '../../graph/failures';
import { argumentsOf } from './layers-inbound';
import { addActivation } from './layers-activations';
import { affineBy } from './layers-affine';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  plainInput,
  setting,
} from './layers-values';
import { phrase } from '../../../words/say';

type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide';

/** What TensorFlow calls the operations that a model may hold as layers. */
const TENSORFLOW: Readonly<Record<string, Arithmetic>> = {
  'math.add': 'add',
  'math.subtract': 'subtract',
  'math.multiply': 'multiply',
  'math.truediv': 'divide',
  'math.divide': 'divide',
  '__operators__.add': 'add',
  realdiv: 'divide',
};

/** A layer of a model that is one operation of TensorFlow's (Keras 2). */
export const tensorflowOperation: LayerConverter = (conversion) => {
  const called = setting(conversion, 'function', v.string(), '');
  const kind = Object.hasOwn(TENSORFLOW, called) ? TENSORFLOW[called] : undefined;
  if (kind) return arithmetic(kind)(conversion);
  const [, activation] = /^nn\.(\w+)$/.exec(called) ?? [];
  if (activation)
    return { id: addActivation(conversion, plainInput(conversion), activation, conversion.name) };
  throw unsupportedOp(
    phrase(
      'The operation {called} at layer “{name}” is not supported; supported: {supported}, and activation functions.',
      {
        called: called || phrase('without a name'),
        name: conversion.name,
        supported: Object.keys(TENSORFLOW).join(', '),
      },
    ),
  );
};

/** A sum, difference, product or quotient of two layers, or of one and a number. */
export const arithmetic =
  (kind: Arithmetic): LayerConverter =>
  (conversion) => {
    const given = argumentsOf(conversion.layer);
    const [a, b] = given;
    const number = [a, b].find((one) => typeof one === 'number');
    if (typeof number === 'number') return withNumber(conversion, kind, number, typeof a === 'number');
    const ids = conversion.inputs.map((input) => plainInput({ ...conversion, inputs: [input] }));
    return { id: ofTwo(conversion, kind, ids) };
  };

function withNumber(
  conversion: LayerConversion,
  kind: Arithmetic,
  number: number,
  first: boolean,
): LayerValue {
  switch (kind) {
    case 'add':
      return affineBy(conversion, 1, number);
    case 'subtract':
      return first ? affineBy(conversion, -1, number) : affineBy(conversion, 1, -number);
    case 'multiply':
      return affineBy(conversion, number, 0);
    case 'divide':
      if (!first) return affineBy(conversion, 1 / number, 0);
      throw unsupportedOp(
        phrase('{kind} “{name}” divides a number by a layer, which is not supported.', {
          kind: conversion.layer.class_name,
          name: conversion.name,
        }),
      );
  }
}

function ofTwo(conversion: LayerConversion, kind: Arithmetic, ids: readonly string[]): string {
  const { builder, name } = conversion;
  const [a = '', b = ''] = ids;
  const size = (id: string): number => builder.shape(id).reduce((product, side) => product * side, 1);
  // What is repeated comes last.
  const lead = [...ids].toSorted((one, other) => size(other) - size(one));
  if (kind === 'add') return builder.add({ id: name, inputs: lead, op: 'add' });
  if (kind === 'multiply' && ids.length === 2) return builder.add({ id: name, inputs: lead, op: 'multiply' });
  if (ids.length !== 2 || size(a) < size(b)) {
    throw unsupportedOp(
      phrase('{kind} “{name}” of such layers is not supported.', { kind: conversion.layer.class_name, name }),
    );
  }
  const taken = kind === 'subtract' ? negated(conversion, b) : inverted(conversion, b);
  return builder.add({ id: name, inputs: [a, taken], op: kind === 'subtract' ? 'add' : 'multiply' });
}

function negated(conversion: LayerConversion, id: string): string {
  return affineBy({ ...conversion, name: `${conversion.name}/negated`, inputs: [{ id }] }, -1, 0).id;
}

function inverted({ builder, name }: LayerConversion, id: string): string {
  return builder.add({
    id: `${name}/inverted`,
    inputs: [id],
    op: 'activation',
    function: 'power',
    alpha: -1,
  });
}
