import { unsupportedModel } from '../../graph/failures';
import type { WeightArray } from '../../graph/graph';
import { sizeOf } from '../../graph/shapes';
import { storedWeight } from '../../storage/weight-storage';
import type { Manifest, WeightEntry } from '../keras/layers-schema';
import { entryBytes, storedNumbers } from '../keras/layers-weight-bytes';
import { constantOf, type OnnxValue, type Reals } from '../onnx/onnx-values';
import { type GraphConversion, lacks } from './graph-values';
import { phrase } from '../../../words/say';

/** Whole numbers are shapes, axes and indices. */
const MOST_WHOLE = 2 ** 18;

/** Real numbers of the file, which may stay as compact as it has them. */
interface Kept extends Reals {
  readonly weight: WeightArray;
}

/** The constants of a graph by name. Throws LabError `unsupported-model` where the bytes do not match the manifest. */
export function storedValues(manifest: Manifest, bytes: Uint8Array): (name: string) => OnnxValue {
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
    const dims = entry.shape;
    const isWhole = !entry.quantization && (entry.dtype === 'int32' || entry.dtype === 'bool');
    if (!isWhole) return kept(storedWeight(dims, storedNumbers(entry, bytes, place.at)));
    if (sizeOf(dims) > MOST_WHOLE)
      throw unsupportedModel(
        phrase('The constant “{name}” is far larger than expected where it stands.', { name }),
      );
    const part = bytes.slice(place.at, place.at + entryBytes(entry));
    return {
      kind: 'integers',
      dims,
      values: [...(entry.dtype === 'bool' ? part : new Int32Array(part.buffer))],
    };
  };
}

function kept(weight: WeightArray): Kept {
  const length = sizeOf(weight.shape);
  return {
    ...{ kind: 'reals', dims: weight.shape, weight },
    numbers: { length, far: [], make: () => weight.values },
  };
}

function isKept(value: Reals): value is Kept {
  return 'weight' in value;
}

/** Stored real numbers. Throws LabError `unsupported-op` where they are computed. */
export function realsInput(conversion: GraphConversion, index: number): Reals {
  const value = constantOf(conversion.inputs[index]);
  if (value?.kind === 'reals') return value;
  throw lacks(conversion, phrase('with a computed value as its input {index}', { index: index + 1 }));
}

/** Stored real numbers as a weight of the network, kept under what they are to the node. */
export function keptAs({ builder, id }: GraphConversion, role: string, value: Reals): string {
  const name = `${id}/${role}`;
  return isKept(value)
    ? builder.storedWeight(name, value.weight)
    : builder.weight(name, value.dims, value.numbers);
}
