import { unsupportedModel } from '../../graph/failures';
import { phrase } from '../../../words/say';
import type { Value } from '../../../words/message';

interface SortedLayer {
  readonly name: string;
  readonly reads: readonly string[];
}

/**
 * The layers that `output` needs, each after those it reads. Throws LabError `unsupported-model` where the network runs in a
 * circle, or where a layer reads one that does not exist.
 */
export function sortedLayers<L extends SortedLayer>(
  layers: readonly L[],
  output: string,
  given: ReadonlySet<string>,
): L[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const sorted: L[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const pending: { name: string; reader: Value }[] = [{ name: output, reader: phrase('the output') }];
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const { name, reader } = top;
    const layer = given.has(name) ? undefined : byName.get(name);
    if (!layer) {
      if (!given.has(name))
        throw unsupportedModel(
          phrase('Layer “{reader}” reads “{name}”, which is no layer of the model.', { reader, name }),
        );
      pending.pop();
    } else if (state.has(name)) {
      if (state.get(name) === 'open') sorted.push(layer);
      state.set(name, 'done');
      pending.pop();
    } else {
      state.set(name, 'open');
      for (const read of layer.reads) {
        if (state.get(read) === 'open') {
          throw unsupportedModel(
            phrase('The network runs in a circle: layer “{read}” is computed from itself.', { read }),
          );
        }
        if (state.get(read) !== 'done') pending.push({ name: read, reader: name });
      }
    }
  }
  return sorted;
}
