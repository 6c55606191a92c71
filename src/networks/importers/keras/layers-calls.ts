import { type Call, callsOf, readsOf } from './layers-inbound';
import type { Layer } from './layers-schema';

/** A layer of a model, with its name there. */
export interface ListedLayer {
  readonly layer: Layer;
  readonly name: string;
}

/** One call of a layer: a layer that is called several times is several of these, with the same weights. */
export interface CalledLayer {
  readonly layer: Layer;
  /** The layer's own name. */
  readonly of: string;
  /** The same, with the call's number from the second on. */
  readonly name: string;
  /** Names of the calls it reads. */
  readonly reads: readonly string[];
  readonly call?: Call;
}

/** The calls of a model's layers, whose reads are told by how often each layer is called. */
export function calledLayers(
  listed: readonly ListedLayer[],
  nameOf: (layer: string, call: number) => string,
): readonly CalledLayer[] {
  return listed.flatMap(({ layer, name: of }): readonly CalledLayer[] => {
    const made = callsOf(layer, of).map((call, i) => ({
      ...{ layer, of, name: nameOf(of, i), call },
      reads: readsOf(call).map((read) => nameOf(read.layer, read.call)),
    }));
    return made.length > 0 ? made : [{ layer, of, name: of, reads: [] }];
  });
}

/** The layers of a Sequential model, each called with the one before it. */
export function inARow(listed: readonly ListedLayer[]): readonly CalledLayer[] {
  return listed.map(({ layer, name }, i) => ({
    ...{ layer, of: name, name },
    reads: i === 0 ? [] : [listed[i - 1]?.name ?? ''],
  }));
}

/**
 * What a call of a layer is called. Where a layer has one call alone, Keras may count those of other models with it, so its number
 * says nothing.
 */
export function callNames(listed: readonly ListedLayer[]): (layer: string, call: number) => string {
  const several = new Set(
    listed.filter(({ layer }) => (layer.inbound_nodes?.length ?? 0) > 1).map(({ name }) => name),
  );
  return (layer, call) => (call > 0 && several.has(layer) ? `${layer}/call_${call + 1}` : layer);
}
