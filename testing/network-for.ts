import { methodById } from '../src/methods/registry';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import { tinyNetwork } from './tiny-network';
import { tinyTransformer } from './tiny-transformer';

/** A small network of 32 pixels, called `tiny`, that has what a method needs. */
export function networkFor(method: string): ImportedNetwork {
  const info = methodById(method);
  if (!('needs' in info) || info.needs !== 'attention') return tinyNetwork({ size: 32 });
  const { graph, weights } = tinyTransformer();
  return { graph: { ...graph, id: 'tiny' }, weights };
}
