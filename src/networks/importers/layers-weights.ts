import { float16ToFloat32 } from '../float16';
import { unsupportedModel } from '../failures';
import type { WeightArray } from '../graph';
import { sizeOf } from '../shapes';
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

/**
 * A lookup of weights by layer and kind (`kernel`, `bias`, ...), each decoded when it is asked for: a quantised network
 * would otherwise be in memory twice. Throws LabError `unsupported-model` where the bytes do not match the manifest.
 */
export function layerWeights(
  manifest: Manifest,
  bytes: Uint8Array,
): (layer: string, kind: string) => WeightArray | undefined {
  const places = new Map<string, { entry: WeightEntry; at: number }>();
  let at = 0;
  for (const entry of manifest.flatMap((group) => group.weights)) {
    const parts = entry.name.replace(/:0$/, '').split('/');
    const place = { entry, at };
    // Writers put scopes before or between the layer's name and the weight's kind.
    for (const part of parts.slice(0, -1)) places.set(`${part}/${parts.at(-1)}`, place);
    at += entryBytes(entry);
  }
  if (at !== bytes.length) {
    throw unsupportedModel(`Expected ${at} bytes of weights from the model's shards, got ${bytes.length}.`);
  }
  return (layer, kind) => {
    const place = places.get(`${layer}/${kind}`);
    return place && { shape: place.entry.shape, values: decode(place.entry, bytes, place.at) };
  };
}

function entryBytes(entry: WeightEntry): number {
  const type = entry.quantization?.dtype ?? entry.dtype;
  const size = BYTES[type];
  if (size !== undefined) return sizeOf(entry.shape) * size;
  throw unsupportedModel(
    `Weight "${entry.name}" is stored as ${type}; expected one of ${Object.keys(BYTES).join(', ')}.`,
  );
}

function decode(entry: WeightEntry, bytes: Uint8Array, at: number): Float32Array {
  const buffer = bytes.slice(at, at + entryBytes(entry)).buffer;
  const { quantization } = entry;
  switch (quantization?.dtype ?? entry.dtype) {
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return float16ToFloat32(new Uint16Array(buffer));
    case 'uint16':
      return affine(new Uint16Array(buffer), entry);
    case 'uint8':
      return affine(new Uint8Array(buffer), entry);
    default:
      throw unsupportedModel(`Weight "${entry.name}" should hold real numbers, got ${entry.dtype}.`);
  }
}

function affine(codes: Uint8Array | Uint16Array, { name, quantization }: WeightEntry): Float32Array {
  const { scale, min } = quantization ?? {};
  if (scale === undefined || min === undefined) {
    throw unsupportedModel(`Weight "${name}" is quantised, but its scale and min are missing.`);
  }
  const values = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i++) values[i] = (codes[i] as number) * scale + min;
  return values;
}
