import type { ActivationFunction } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';
import { numberAttribute } from './graph-attributes';
import { affine, type GraphConversion, type GraphConverter, lacks, nodeInput } from './graph-values';
import { phrase } from '../../../words/say';

/** What a stored number does to a value, by which side it stands on. */
interface Sides {
  readonly right: (c: readonly number[]) => { scale?: readonly number[]; offset?: readonly number[] };
  readonly left: (c: readonly number[]) => { scale?: readonly number[]; offset?: readonly number[] };
}

const minus = (c: readonly number[]): number[] => c.map((value) => -value);

const ARITHMETIC = {
  add: { right: (offset) => ({ offset }), left: (offset) => ({ offset }) },
  multiply: { right: (scale) => ({ scale }), left: (scale) => ({ scale }) },
  subtract: {
    right: (c) => ({ offset: minus(c) }),
    left: (offset) => ({ scale: offset.map(() => -1), offset }),
  },
} satisfies Record<string, Sides>;

const DIVIDE = (c: readonly number[]) => ({ scale: c.map((value) => 1 / value) });

/** Sum, difference or product of a value with another, or with stored numbers. */
export const arithmetic =
  (kind: keyof typeof ARITHMETIC): GraphConverter =>
  (conversion) => {
    const { inputs } = conversion;
    const index = inputs.findIndex((value) => value.kind === 'stored');
    if (index < 0) return ofTwo(conversion, kind);
    const x = nodeInput(conversion, 1 - index);
    return ofStored(conversion, x, index, ARITHMETIC[kind][index === 1 ? 'right' : 'left']);
  };

export const divide: GraphConverter = (conversion) => {
  if (conversion.inputs[1]?.kind !== 'stored') throw lacks(conversion, phrase('by a computed value'));
  return ofStored(conversion, nodeInput(conversion, 0), 1, DIVIDE);
};

function ofStored(
  conversion: GraphConversion,
  x: string,
  index: number,
  map: Sides['right'],
): ReturnType<GraphConverter> {
  const { builder, id, inputs } = conversion;
  const stored = inputs[index];
  if (stored?.kind !== 'stored') throw lacks(conversion, phrase('of two computed values'));
  const shape = builder.shape(x);
  const values = stored.numbers();
  const channels = shape.at(-1) ?? 0;
  const byChannel = stored.shape.at(-1) === channels && stored.shape.slice(0, -1).every((side) => side === 1);
  if (values.length === 1 || byChannel) return { kind: 'node', id: affine(conversion, id, x, map(values)) };
  const { scale, offset } = map(values);
  const own = withoutBatch(conversion, stored.shape, shape);
  let at = x;
  if (scale) {
    const weight = builder.weight(`${id}/scale`, own, Float32Array.from(scale));
    at = builder.add({ id: offset ? `${id}/scaled` : id, inputs: [at], op: 'scale', weight });
  }
  if (offset) {
    const weight = builder.weight(`${id}/offset`, own, Float32Array.from(offset));
    at = builder.add({ id, inputs: [at], op: 'offset', weight });
  }
  return { kind: 'node', id: at };
}

/** A stored shape as one that broadcasts to a value's, which has no batch. */
function withoutBatch(conversion: GraphConversion, stored: Shape, shape: Shape): Shape {
  if (stored.length <= shape.length) return stored;
  if (stored.length === shape.length + 1 && stored[0] === 1) return stored.slice(1);
  throw lacks(conversion, phrase('with a stored tensor [{stored}]', { stored: stored.join(', ') }));
}

function ofTwo(conversion: GraphConversion, kind: keyof typeof ARITHMETIC): ReturnType<GraphConverter> {
  const { builder, id, inputs } = conversion;
  if (inputs.length !== 2) throw lacks(conversion, phrase('of {inputs} values', { inputs: inputs.length }));
  const first = nodeInput(conversion, 0);
  const second = nodeInput({ ...conversion, id: `${id}/second` }, 1);
  const sized = (value: string): number => builder.shape(value).reduce((all, side) => all * side, 1);
  // What broadcasts stands second.
  const ordered = sized(second) > sized(first) ? [second, first] : [first, second];
  if (kind !== 'subtract') return { kind: 'node', id: builder.add({ id, inputs: ordered, op: kind }) };
  const negated = affine(conversion, `${id}/negated`, second, { scale: [-1] });
  return {
    kind: 'node',
    id: builder.add({ id, inputs: ordered.map((value) => (value === second ? negated : value)), op: 'add' }),
  };
}

export const negate: GraphConverter = (conversion) => ({
  kind: 'node',
  id: affine(conversion, conversion.id, nodeInput(conversion), { scale: [-1] }),
});

/** An activation function of its own. */
export const elementwise =
  (op: 'relu' | 'relu6' | 'sigmoid'): GraphConverter =>
  (conversion) => {
    const { builder, id } = conversion;
    return { kind: 'node', id: builder.add({ id, inputs: [nodeInput(conversion)], op }) };
  };

export const activation =
  (name: ActivationFunction, alpha?: (conversion: GraphConversion) => number): GraphConverter =>
  (conversion) => {
    const { builder, id } = conversion;
    const node = { id, inputs: [nodeInput(conversion)], function: name };
    return {
      kind: 'node',
      id: builder.add({ ...node, op: 'activation', ...(alpha ? { alpha: alpha(conversion) } : {}) }),
    };
  };

export const leakyRelu = activation('leakyRelu', ({ node }) => numberAttribute(node, 'alpha', 0.2));
