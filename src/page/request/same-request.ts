import { AS_PILLOW } from '../../core/records/decoding';
import { METHODS } from '../../methods/catalog/catalog';
import type { Param } from '../../methods/catalog/params';
import { defaultParams } from '../../methods/catalog/resolve-params';
import type { AskedMap } from './map-request';

/** One thing in which two requests ask for different maps. */
export type RequestDifference =
  | { readonly of: 'picture' | 'network' | 'beside' | 'others' | 'target' | 'method' | 'seed' | 'redrawn' }
  | { readonly of: 'param'; readonly key: string; readonly param: Param };

/**
 * In what two requests differ, as far as it makes another map: what their method does not read makes none, such as a seed that
 * it does not draw with or a number that is not in its table, and neither does what is not known of one of them.
 */
export function differences(one: AskedMap, other: AskedMap): readonly RequestDifference[] {
  const found: RequestDifference[] = [];
  if (!samePicture(one, other)) found.push({ of: 'picture' });
  if (!sameNetwork(one, other)) found.push({ of: 'network' });
  if (one.target !== null && other.target !== null && one.target !== other.target)
    found.push({ of: 'target' });
  if (one.beside?.network !== other.beside?.network) found.push({ of: 'beside' });
  if (!sameOthers(one, other)) found.push({ of: 'others' });
  if (one.redrawn?.layers !== other.redrawn?.layers || one.redrawn?.seed !== other.redrawn?.seed)
    found.push({ of: 'redrawn' });
  if (one.method !== other.method) return [...found, { of: 'method' }];
  const method = METHODS.find(({ id }) => id === one.method);
  if (!method) return found;
  for (const [key, param] of Object.entries<Param>(method.params))
    if ((one.params[key] ?? param.default) !== (other.params[key] ?? param.default))
      found.push({ of: 'param', key, param });
  const draws = () => method.drawsAtRandom({ ...defaultParams(method.params), ...one.params });
  if (one.seed !== other.seed && draws()) found.push({ of: 'seed' });
  return found;
}

/** Whether two requests are for the same map. Where nothing can be asked, that is the same only as nothing. */
export function sameRequest(one: AskedMap | null, other: AskedMap | null): boolean {
  if (!one || !other) return one === other;
  return differences(one, other).length === 0;
}

/** Whether a run under way comes to the map asked for by itself, once it is told the parameters: live ones at most differ. */
export function isLeftToRun(running: AskedMap, asked: AskedMap): boolean {
  return differences(running, asked).every((found) => found.of === 'param' && found.param.live);
}

function sameNetwork(one: AskedMap, other: AskedMap): boolean {
  const sameInterpretation =
    one.interpretation === undefined ||
    other.interpretation === undefined ||
    one.interpretation === other.interpretation;
  return one.network === other.network && sameInterpretation;
}

/** Fitted pixels are known by their array, pictures that are not held by their file and what is made of it. */
function samePicture(one: AskedMap, other: AskedMap): boolean {
  if (one.source !== undefined && other.source !== undefined)
    return one.source === other.source && one.fit === other.fit && sameDecoding(one, other);
  return !one.image || !other.image || one.image === other.image;
}

/** Photos are known by their names; a run that was made before they were noted may have taken any. */
function sameOthers({ others: one }: AskedMap, { others: other }: AskedMap): boolean {
  return !one || !other || (one.length === other.length && one.every((name, i) => name === other[i]));
}

/** Whether the pictures' files become pixels in the same way. */
export function sameDecoding(
  { decoding: one = AS_PILLOW }: AskedMap,
  { decoding: other = AS_PILLOW }: AskedMap,
): boolean {
  return one.colourProfile === other.colourProfile && one.transparency === other.transparency;
}
