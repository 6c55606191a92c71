import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import type { Layer } from './layers-schema';

const History = v.looseTuple([v.string(), v.number(), v.number()]);
/** Keras 2: one list a call, of `[layer, call, output, {}]`. */
const Keras2Call = v.array(History);
/** Keras 3: the arguments of a call, its tensors marked by where they come from. */
const Keras3Tensor = v.object({
  class_name: v.literal('__keras_tensor__'),
  config: v.object({ keras_history: History }),
});
const Keras3Call = v.object({
  args: v.array(v.union([Keras3Tensor, v.array(Keras3Tensor)])),
  kwargs: v.optional(v.record(v.string(), v.unknown())),
});

/** Names of the layers a layer reads from. Throws LabError `unsupported-model` for one that is called more than once. */
export function readsOf(layer: Layer, name: string): string[] {
  const calls = layer.inbound_nodes ?? [];
  if (calls.length > 1) {
    throw unsupportedModel(`Layer “${name}” is used ${calls.length} times; supported: layers used once.`);
  }
  if (calls.length === 0) return [];
  const histories = historiesOf(calls[0]);
  if (!histories) {
    throw unsupportedModel(
      `What layer “${name}” reads should be listed as Keras 2 or Keras 3 do, got something else.`,
    );
  }
  const other = histories.find(([, , output]) => output !== 0);
  if (!other) return histories.map(([source]) => source);
  throw unsupportedModel(`Layer “${name}” reads output ${other[2]} of “${other[0]}”; supported: the first.`);
}

function historiesOf(call: unknown): v.InferOutput<typeof History>[] | undefined {
  const second = v.safeParse(Keras2Call, call);
  if (second.success) return second.output;
  const third = v.safeParse(Keras3Call, call);
  if (!third.success || Object.values(third.output.kwargs ?? {}).some(isTensor)) return undefined;
  return third.output.args.flat().map((tensor) => tensor.config.keras_history);
}

function isTensor(value: unknown): boolean {
  return v.is(Keras3Tensor, value);
}
