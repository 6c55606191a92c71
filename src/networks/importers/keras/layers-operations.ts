import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { affine, affineBy } from './layers-affine';
import { type Argument, isRead, numbersOf } from './layers-inbound';
import { type LayerConversion, type LayerConverter, type LayerValue, plainInput } from './layers-values';
import { phrase } from '../../../words/say';

export type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide';

/** Numbers that the file holds, with their shape. */
interface Stored {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What an operation is called with, one after the other: layers, lists of layers laid out, and what is named after them. */
export function operandsOf({ call }: LayerConversion): readonly Argument[] {
  const all = [...(call?.args ?? []), ...['x2', 'y', 'bias'].flatMap((key) => call?.named[key] ?? [])];
  return all.flatMap((one) => {
    const list = typeof one === 'object' && 'list' in one ? one.list : undefined;
    return list?.some(isRead) ? list : [one];
  });
}

/** The numbers that an operation is called with beside layers; undefined where it is called with layers alone. */
function storedOperand(operands: readonly Argument[]): { index: number; stored: Stored } | undefined {
  for (const [index, one] of operands.entries()) {
    if (typeof one === 'number') return { index, stored: { shape: [], values: [one] } };
    if (typeof one === 'object' && 'values' in one) return { index, stored: one };
    const listed = typeof one === 'object' && 'list' in one ? numbersOf(plainNumbers(one)) : undefined;
    if (listed) return { index, stored: listed };
  }
  return undefined;
}

function plainNumbers(argument: Argument): unknown {
  return typeof argument === 'object' && 'list' in argument ? argument.list.map(plainNumbers) : argument;
}

/** The one number that an operation is called with beside a layer; undefined where there is none. */
export function soleNumber(conversion: LayerConversion): number | undefined {
  const { values = [] } = storedOperand(operandsOf(conversion))?.stored ?? {};
  return values.length === 1 ? values[0] : undefined;
}

/** A sum, difference, product or quotient of layers, or of one and stored numbers. */
export const arithmetic =
  (kind: Arithmetic): LayerConverter =>
  (conversion) => {
    const operands = operandsOf(conversion);
    const stored = storedOperand(operands);
    const count = conversion.call ? operands.length : conversion.inputs.length;
    if (count !== conversion.inputs.length + (stored ? 1 : 0)) throw suchLayers(conversion);
    if (stored) return withStored(conversion, kind, stored.stored, stored.index === 0);
    const ids = conversion.inputs.map((input, i) =>
      plainInput({
        ...conversion,
        name: i === 0 ? conversion.name : `${conversion.name}/${i}`,
        inputs: [input],
      }),
    );
    return { id: ofTwo(conversion, kind, ids) };
  };

function withStored(
  conversion: LayerConversion,
  kind: Arithmetic,
  { shape, values }: Stored,
  first: boolean,
): LayerValue {
  const by = (map: (value: number) => number): Stored => ({ shape, values: values.map(map) });
  switch (kind) {
    case 'add':
      return scaledAndShifted(conversion, null, { shape, values });
    case 'subtract':
      return first
        ? scaledAndShifted(
            conversion,
            by(() => -1),
            { shape, values },
          )
        : scaledAndShifted(
            conversion,
            null,
            by((value) => -value),
          );
    case 'multiply':
      return scaledAndShifted(conversion, { shape, values }, null);
    case 'divide':
      if (!first)
        return scaledAndShifted(
          conversion,
          by((value) => 1 / value),
          null,
        );
      return scaledAndShifted(
        { ...conversion, inputs: [{ id: inverted(conversion, plainInput(conversion)) }] },
        { shape, values },
        null,
      );
  }
}

/** `scale * x + offset` by stored numbers that broadcast to it: by channel as a batch norm, else as they lie. */
function scaledAndShifted(
  conversion: LayerConversion,
  scale: Stored | null,
  offset: Stored | null,
): LayerValue {
  const { builder, name } = conversion;
  const x = plainInput(conversion);
  const own = builder.shape(x);
  const { shape } = scale ?? offset ?? { shape: [] };
  const byChannel =
    shape.slice(0, -1).every((side) => side === 1) && [1, own.at(-1)].includes(shape.at(-1) ?? 1);
  if (byChannel)
    return affine({ ...conversion, inputs: [{ id: x }] }, scale?.values ?? [1], offset?.values ?? [0]);
  // Without the batch, which a stored tensor may have as 1, and with as many axes.
  const bare = shape.length === own.length + 1 && shape[0] === 1 ? shape.slice(1) : shape;
  const sides = [...Array<number>(Math.max(0, own.length - bare.length)).fill(1), ...bare];
  let id = x;
  if (scale) {
    const weight = builder.weight(`${name}/scale`, sides, Float32Array.from(scale.values));
    id = builder.add({ id: offset ? `${name}/scaled` : name, inputs: [id], op: 'scale', weight });
  }
  if (offset) {
    const weight = builder.weight(`${name}/offset`, sides, Float32Array.from(offset.values));
    id = builder.add({ id: name, inputs: [id], op: 'offset', weight });
  }
  return { id };
}

function ofTwo(conversion: LayerConversion, kind: Arithmetic, ids: readonly string[]): string {
  const { builder, name } = conversion;
  const [a = '', b = ''] = ids;
  const size = (id: string): number => sizeOf(builder.shape(id));
  // What is repeated comes last.
  const lead = (of: readonly string[]): string[] => of.toSorted((one, other) => size(other) - size(one));
  if (kind === 'add') return builder.add({ id: name, inputs: lead(ids), op: 'add' });
  if (kind === 'multiply' && ids.length > 0) return product(conversion, lead(ids));
  if (ids.length !== 2) {
    throw suchLayers(conversion);
  }
  const taken = kind === 'subtract' ? negated(conversion, b) : inverted(conversion, b);
  return builder.add({ id: name, inputs: lead([a, taken]), op: kind === 'subtract' ? 'add' : 'multiply' });
}

export function suchLayers({ layer, name }: LayerConversion): Error {
  return unsupportedOp(
    phrase('{kind} “{name}” of such layers is not supported.', { kind: layer.class_name, name }),
  );
}

/** The product of several values, the largest first. */
function product({ builder, name }: LayerConversion, [first = '', ...rest]: readonly string[]): string {
  return rest.reduce(
    (made, id, i) =>
      builder.add({ id: i === rest.length - 1 ? name : `${name}/${i}`, inputs: [made, id], op: 'multiply' }),
    first,
  );
}

/** The mean of several layers. */
export const average: LayerConverter = (conversion) => {
  const { name, inputs } = conversion;
  const sum = arithmetic('add')({ ...conversion, name: `${name}/sum` });
  return affineBy({ ...conversion, inputs: [sum] }, 1 / Math.max(1, inputs.length), 0);
};

/** The larger (or smaller) of two and more layers, `a + relu(b - a)`; or of a layer and a number. */
export const extreme =
  (kind: 'max' | 'min'): LayerConverter =>
  (conversion) => {
    const { builder, name, inputs } = conversion;
    const bound = soleNumber(conversion);
    if (bound !== undefined) {
      const side = kind === 'max' ? 'alpha' : 'beta';
      const x = plainInput(conversion);
      return {
        id: builder.add({ id: name, inputs: [x], op: 'activation', function: 'clip', [side]: bound }),
      };
    }
    const ids = inputs.map((input, i) =>
      plainInput({ ...conversion, name: `${name}/${i}`, inputs: [input] }),
    );
    const [first = '', ...rest] = ids;
    const id = rest.reduce((a, b, i) => {
      const at = i === rest.length - 1 ? name : `${name}/so_far_${i}`;
      const [from, taken] = kind === 'max' ? [b, a] : [a, b];
      const minus = negated({ ...conversion, name: at }, taken);
      const apart = builder.add({ id: `${at}/apart`, inputs: [from, minus], op: 'add' });
      const over = builder.add({ id: `${at}/over`, inputs: [apart], op: 'relu' });
      const more = kind === 'max' ? over : negated({ ...conversion, name: over }, over);
      return builder.add({ id: at, inputs: [a, more], op: 'add' });
    }, first);
    return { id };
  };

/** `-x` */
export const negative: LayerConverter = (conversion) => affineBy(conversion, -1, 0);

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
