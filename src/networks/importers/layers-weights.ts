import { unsupportedModel } from '../failures';
import type { WeightArray } from '../graph';
import { sizeOf } from '../shapes';
import { affine, type StoredWeight, storedWeight } from '../weight-storage';
import type { Manifest, WeightEntry } from './layers-schema';

const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/** Bytes that a manifest's weights take, shards joined. */
export function manifestBytes(manifest: Manifest): number {
  return manifest.flatMap((group) => group.weights).reduce((sum, entry) => sum + entryBytes(entry), 0);
}

/** Where a weight lies, and the scopes its name has before its kind. */
interface Place {
  readonly entry: WeightEntry;
  readonly at: number;
  readonly scopes: ReadonlySet<string>;
  readonly owner: string | undefined;
}

/** More weights of one name than this are no network's. */
const MOST_NAMESAKES = 16;

/**
 * A lookup of weights by layer and kind (`kernel`, `bias`, ...): views of `bytes`, kept as the file has them. A layer is given
 * by its path: the names of the models it lies in, its own last. Throws LabError `unsupported-model` where the bytes do not
 * match the manifest, or where several weights could be meant.
 */
export function layerWeights(
  manifest: Manifest,
  bytes: Uint8Array,
): (path: readonly string[], kind: string) => WeightArray | undefined {
  const places = new Map<string, Place[]>();
  let at = 0;
  for (const entry of manifest.flatMap((group) => group.weights)) {
    const parts = entry.name.replace(/:0$/, '').split('/');
    const scopes = new Set(parts.slice(0, -1));
    const place = { entry, at, scopes, owner: parts.at(-2) };
    // Writers put scopes before or between the layer's name and the weight's kind.
    for (const scope of scopes) {
      const key = `${scope}/${parts.at(-1)}`;
      const known = places.get(key) ?? [];
      if (known.length < MOST_NAMESAKES) known.push(place);
      places.set(key, known);
    }
    at += entryBytes(entry);
  }
  if (at !== bytes.length) {
    throw unsupportedModel(`Expected ${at} bytes of weights from the model's shards, got ${bytes.length}.`);
  }
  return (path, kind) => {
    const place = bestPlace(places.get(`${path.at(-1)}/${kind}`) ?? [], path, kind);
    return place && storedWeight(place.entry.shape, stored(place.entry, bytes, place.at));
  };
}

/** Of several weights, the one whose scopes name the most of a layer's path, and end with the layer itself. */
function bestPlace(places: readonly Place[], path: readonly string[], kind: string): Place | undefined {
  const score = ({ scopes, owner }: Place): number =>
    path.filter((name) => scopes.has(name)).length + (owner === path.at(-1) ? path.length : 0);
  const scored = places.map((place) => ({ place, score: score(place) }));
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  const [first, second] = scored.filter((one) => one.score === best);
  if (!second) return first?.place;
  throw unsupportedModel(
    `The model has several weights "${path.at(-1)}/${kind}"; expected names that differ.`,
  );
}

function entryBytes(entry: WeightEntry): number {
  const type = entry.quantization?.dtype ?? entry.dtype;
  const size = BYTES[type];
  if (size !== undefined) return sizeOf(entry.shape) * size;
  throw unsupportedModel(
    `Weight "${entry.name}" is stored as ${type}; expected one of ${Object.keys(BYTES).join(', ')}.`,
  );
}

function stored(entry: WeightEntry, bytes: Uint8Array, at: number): StoredWeight {
  const count = sizeOf(entry.shape);
  const { quantization } = entry;
  switch (quantization?.dtype ?? entry.dtype) {
    case 'float32':
      return { dtype: 'float32', data: new Float32Array(...aligned(bytes, at, 4, count)) };
    case 'float16':
      return { dtype: 'float16', data: new Uint16Array(...aligned(bytes, at, 2, count)) };
    case 'uint16': {
      const codes = new Uint16Array(...aligned(bytes, at, 2, count));
      const { scale, min } = rangeOf(entry);
      return { dtype: 'float32', data: affine(codes, scale, min) };
    }
    case 'uint8':
      return { dtype: 'uint8', data: bytes.subarray(at, at + count), ...rangeOf(entry) };
    default:
      throw unsupportedModel(`Weight "${entry.name}" should hold real numbers, got ${entry.dtype}.`);
  }
}

/** Where a typed array finds its elements: in place where they lie on their own boundary, else in a copy. */
function aligned(
  bytes: Uint8Array,
  at: number,
  size: number,
  count: number,
): [ArrayBufferLike, number, number] {
  const from = bytes.byteOffset + at;
  return from % size === 0
    ? [bytes.buffer, from, count]
    : [bytes.slice(at, at + size * count).buffer, 0, count];
}

function rangeOf({ name, quantization }: WeightEntry): { scale: number; min: number } {
  const { scale, min } = quantization ?? {};
  if (scale !== undefined && min !== undefined) return { scale, min };
  throw unsupportedModel(`Weight "${name}" is quantised, but its scale and min are missing.`);
}
