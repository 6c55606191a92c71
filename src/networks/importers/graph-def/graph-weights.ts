import { unsupportedModel } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { storedWeight } from '../../storage/weight-storage';
import type { Manifest, WeightEntry } from '../keras/layers-schema';
import { entryBytes, storedNumbers } from '../keras/layers-weight-bytes';
import type { GraphValue } from './graph-values';
import { phrase } from '../../../words/say';

/** No more are shape, bias or table; a kernel is taken as it is. */
const MOST_NUMBERS = 10_000_000;

/** The constants of a graph by name. Throws LabError `unsupported-model` where the bytes do not match the manifest. */
export function storedValues(manifest: Manifest, bytes: Uint8Array): (name: string) => GraphValue {
  const places = new Map<string, { readonly entry: WeightEntry; readonly at: number }>();
  let at = 0;
  for (const entry of manifest.flatMap(({ weights }) => weights)) {
    places.set(entry.name, { entry, at });
    at += entryBytes(entry);
  }
  if (at !== bytes.length)
    throw unsupportedModel(
      phrase('Expected {at} bytes of weights from the model’s shards, got {bytes}.', {
        at,
        bytes: bytes.length,
      }),
    );
  return (name) => {
    const place = places.get(name);
    if (!place)
      throw unsupportedModel(phrase('The constant “{name}” is not among the model’s weights.', { name }));
    const { entry } = place;
    const weight = () => storedWeight(entry.shape, storedNumbers(entry, bytes, place.at));
    return {
      kind: 'stored',
      shape: entry.shape,
      weight,
      numbers() {
        if (sizeOf(entry.shape) > MOST_NUMBERS)
          throw unsupportedModel(
            phrase('The constant “{name}” is far larger than expected where it stands.', { name }),
          );
        return entry.dtype === 'int32' && !entry.quantization
          ? [...integers(bytes, place.at, sizeOf(entry.shape))]
          : [...weight().values];
      },
    };
  };
}

function integers(bytes: Uint8Array, at: number, count: number): Int32Array {
  return new Int32Array(bytes.slice(at, at + 4 * count).buffer);
}
