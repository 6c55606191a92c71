import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import type { Layer } from './layers-schema';
import { phrase } from '../../../words/say';

const History = v.looseTuple([v.string(), v.number(), v.number()]);
/** Keras 2: one list a call, of `[layer, call, output, {settings}]`; a layer that is an operation has one such alone. */
const Keras2Read = v.looseTuple([
  v.string(),
  v.number(),
  v.number(),
  v.optional(v.nullable(v.record(v.string(), v.unknown()))),
]);
const Keras2Call = v.array(Keras2Read);
/** Keras 3: the arguments of a call, its tensors marked by where they come from. */
const Keras3Tensor = v.object({
  class_name: v.literal('__keras_tensor__'),
  config: v.object({ keras_history: History }),
});
const Keras3Call = v.object({
  args: v.array(v.unknown()),
  kwargs: v.optional(v.record(v.string(), v.unknown())),
});
/** A tensor of numbers that the file holds, as Keras 3 writes it. */
const StoredTensor = v.object({
  class_name: v.picklist(['__tensor__', '__numpy__']),
  config: v.object({ value: v.unknown() }),
});

/** A layer that is read: its name, and which of its calls. */
export interface Read {
  readonly layer: string;
  readonly call: number;
}

/** What a layer is called with: a layer that it reads, a number or numbers, or anything else as the file has it. */
export type Argument =
  | number
  | Read
  | { readonly shape: readonly number[]; readonly values: readonly number[] }
  | { readonly list: readonly Argument[] }
  | { readonly other: unknown };

/** One call of a layer. */
export interface Call {
  readonly args: readonly Argument[];
  readonly named: Readonly<Record<string, Argument>>;
}

const DEEPEST = 8;

/** The calls of a layer, one as a rule. Throws LabError `unsupported-model` where they are written in neither of Keras's ways. */
export function callsOf(layer: Layer, name: string): readonly Call[] {
  return (layer.inbound_nodes ?? []).map((node) => {
    const call = callOf(node);
    if (call) return call;
    throw unsupportedModel(
      phrase('What layer “{name}” reads should be listed as Keras 2 or Keras 3 do, got something else.', {
        name,
      }),
    );
  });
}

function callOf(node: unknown): Call | undefined {
  const third = v.safeParse(Keras3Call, node);
  if (third.success) {
    const { args, kwargs = {} } = third.output;
    return { args: args.map((one) => argumentOf(one)), named: allNamed(kwargs) };
  }
  const operation = v.safeParse(Keras2Read, node);
  const second = operation.success ? undefined : v.safeParse(Keras2Call, node);
  const reads = operation.success ? [operation.output] : second?.success ? second.output : undefined;
  if (!reads) return undefined;
  const args = reads.map(readOf);
  return { args: reads.length === 1 ? args : [{ list: args }], named: allNamed(reads[0]?.[3] ?? {}) };
}

function allNamed(given: Readonly<Record<string, unknown>>): Record<string, Argument> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, argumentOf(value)]));
}

function readOf([layer, call, output]: v.InferOutput<typeof History>): Read {
  if (output === 0) return { layer, call };
  throw unsupportedModel(
    phrase('Output {other} of “{other2}” is read; supported: the first.', {
      other: output,
      other2: layer,
    }),
  );
}

function argumentOf(value: unknown, depth = 0): Argument {
  if (typeof value === 'number') return value;
  const tensor = v.safeParse(Keras3Tensor, value);
  if (tensor.success) return readOf(tensor.output.config.keras_history);
  const stored = v.safeParse(StoredTensor, value);
  if (stored.success) return numbersOf(stored.output.config.value) ?? { other: value };
  if (!Array.isArray(value) || depth > DEEPEST) return { other: value };
  // Keras 2 names a layer that an operation reads as its history; a list of numbers alone is a stored tensor there.
  const history = v.safeParse(v.tuple([v.string(), v.number(), v.number()]), value);
  if (history.success) return readOf(history.output);
  return { list: value.map((one) => argumentOf(one, depth + 1)) };
}

/** Numbers in lists in lists as a tensor; undefined where they are not such. */
export function numbersOf(
  value: unknown,
): { readonly shape: readonly number[]; readonly values: readonly number[] } | undefined {
  const shape: number[] = [];
  let level: readonly unknown[] = [value];
  while (Array.isArray(level[0])) {
    const { length } = level[0] as unknown[];
    if (shape.length >= DEEPEST || !level.every((one) => Array.isArray(one) && one.length === length))
      return undefined;
    shape.push(length);
    level = (level as readonly (readonly unknown[])[]).flat();
  }
  return v.is(v.array(v.number()), level) ? { shape, values: level } : undefined;
}

export function isRead(argument: Argument | undefined): argument is Read {
  return typeof argument === 'object' && 'layer' in argument;
}

/** The layers that a call reads, in order: those it is given, then those that are named. */
export function readsOf({ args, named }: Call): readonly Read[] {
  const inside = (argument: Argument): readonly Read[] => {
    if (isRead(argument)) return [argument];
    return typeof argument === 'object' && 'list' in argument ? argument.list.flatMap(inside) : [];
  };
  return [...args, ...Object.values(named)].flatMap(inside);
}
