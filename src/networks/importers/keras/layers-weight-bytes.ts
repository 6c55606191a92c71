import { unsupportedModel } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import type { StoredWeight } from '../../storage/stored-weight';
import { affine } from '../../storage/weight-storage';
import type { Manifest, WeightEntry } from './layers-schema';
import { phrase } from '../../../words/say';

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

/** Bytes that one weight takes. Throws LabError `unsupported-model` for a type the lab does not read. */
export function entryBytes(entry: WeightEntry): number {
  const type = entry.quantization?.dtype ?? entry.dtype;
  const size = BYTES[type];
  if (size !== undefined) return sizeOf(entry.shape) * size;
  throw unsupportedModel(
    phrase('Weight “{name}” is stored as {type}; expected one of {bytes}.', {
      name: entry.name,
      type,
      bytes: Object.keys(BYTES).join(', '),
    }),
  );
}

/** A weight's numbers, as they lie in the shards. */
export function storedNumbers(entry: WeightEntry, bytes: Uint8Array, at: number): StoredWeight {
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
      throw unsupportedModel(
        phrase('Weight “{name}” should hold real numbers, got {dtype}.', {
          name: entry.name,
          dtype: entry.dtype,
        }),
      );
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
  throw unsupportedModel(
    phrase('Weight “{name}” is quantised, but its scale and min are missing.', { name }),
  );
}
