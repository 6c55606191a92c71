import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import type { Layer } from './layers-schema';
import { phrase } from '../../../words/say';

const History = v.looseTuple([v.string(), v.number(), v.number()]);
/** Keras 2: one list a call, of `[layer, call, output, {}]`. */
const Keras2Call = v.array(History);
/** Keras 2, a layer that is an operation: `[layer, call, output, {y: a number or another such}]`. */
const Operation = v.looseTuple([
  v.string(),
  v.number(),
  v.number(),
  v.optional(v.nullable(v.record(v.string(), v.unknown()))),
]);
/** Keras 3: the arguments of a call, its tensors marked by where they come from. */
const Keras3Tensor = v.object({
  class_name: v.literal('__keras_tensor__'),
  config: v.object({ keras_history: History }),
});
const Keras3Call = v.object({
  args: v.array(
    v.union([Keras3Tensor, v.array(Keras3Tensor), v.number(), v.boolean(), v.string(), v.null_()]),
  ),
  kwargs: v.optional(v.record(v.string(), v.unknown())),
});

/** Names of the layers a layer reads from. Throws LabError `unsupported-model` for one that is called more than once. */
export function readsOf(layer: Layer, name: string): string[] {
  const calls = layer.inbound_nodes ?? [];
  if (calls.length > 1) {
    throw unsupportedModel(
      phrase('Layer “{name}” is used {calls} times; supported: layers used once.', {
        name,
        calls: calls.length,
      }),
    );
  }
  if (calls.length === 0) return [];
  const histories = historiesOf(calls[0]);
  if (!histories) {
    throw unsupportedModel(
      phrase('What layer “{name}” reads should be listed as Keras 2 or Keras 3 do, got something else.', {
        name,
      }),
    );
  }
  const other = histories.find(([, , output]) => output !== 0);
  if (!other) return histories.map(([source]) => source);
  throw unsupportedModel(
    phrase('Layer “{name}” reads output {other} of “{other2}”; supported: the first.', {
      name,
      other: other[2],
      other2: other[0],
    }),
  );
}

/** A number that a layer of one operation is called with, or the place of a layer it reads. */
export type Argument = number | { readonly reads: string };

/** What a layer is called with, in order: layers and numbers. Keras 2 has the second of an operation by name. */
export function argumentsOf(layer: Layer): readonly Argument[] {
  const [call] = layer.inbound_nodes ?? [];
  const third = v.safeParse(Keras3Call, call);
  const asArgument = (value: unknown): readonly Argument[] => {
    if (typeof value === 'number') return [value];
    const tensor = v.safeParse(Keras3Tensor, value);
    if (tensor.success) return [{ reads: tensor.output.config.keras_history[0] }];
    const history = v.safeParse(History, value);
    return history.success ? [{ reads: history.output[0] }] : [];
  };
  if (third.success) return third.output.args.flat().flatMap(asArgument);
  const operation = v.safeParse(Operation, call);
  if (!operation.success) return (historiesOf(call) ?? []).map(([reads]) => ({ reads }));
  const [reads, , , given] = operation.output;
  return [{ reads }, ...asArgument(given?.['y'])];
}

function historiesOf(call: unknown): v.InferOutput<typeof History>[] | undefined {
  const operation = v.safeParse(Operation, call);
  if (operation.success) {
    const other = v.safeParse(History, operation.output[3]?.['y']);
    const own: v.InferOutput<typeof History> = [
      operation.output[0],
      operation.output[1],
      operation.output[2],
    ];
    return other.success ? [own, other.output] : [own];
  }
  const second = v.safeParse(Keras2Call, call);
  if (second.success) return second.output;
  const third = v.safeParse(Keras3Call, call);
  if (!third.success || Object.values(third.output.kwargs ?? {}).some(isTensor)) return undefined;
  return third.output.args
    .flat()
    .flatMap((one) => (v.is(Keras3Tensor, one) ? [one.config.keras_history] : []));
}

function isTensor(value: unknown): boolean {
  return v.is(Keras3Tensor, value);
}
