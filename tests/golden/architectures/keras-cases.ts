import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { ImportedNetwork } from '../../../src/networks/graph/graph';
import { type KerasModel, readKerasFile } from '../../../src/networks/importers/keras/keras-file';
import { importTfjsLayers } from '../../../src/networks/importers/keras/tfjs-layers';
import { PREPROCESSINGS, type PreprocessingName } from '../../../src/core/records/preprocessings';
import type { References } from './architecture-agreement';
import { type Draw, hashed } from './architecture-cases';

/**
 * One network as `models/zoo-check/export_keras.py` writes it. `file` is gzipped, base64; each of its weights is filled with the
 * number, counted from 1, of what it is drawn by.
 */
export interface KerasNetworkCase extends References {
  /** How its pixels are meant. */
  readonly scaled: PreprocessingName;
  readonly name: string;
  readonly file: string;
  readonly weights: readonly Draw[];
}

export function kerasNetworkCases(): readonly KerasNetworkCase[] {
  const file = new URL('keras.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: KerasNetworkCase[] }).cases;
}

/** The network of a case, with its weights drawn. Without preprocessing the importer guesses it. */
export async function importKerasCase(one: KerasNetworkCase, guessed = false): Promise<ImportedNetwork> {
  const { json, bytes } = await readKerasCase(one);
  return importTfjsLayers(json, bytes, guessed ? {} : { preprocessing: PREPROCESSINGS[one.scaled] });
}

/** A case's file in the form of a layers model, with its weights drawn. */
export async function readKerasCase(one: KerasNetworkCase): Promise<KerasModel> {
  const content = new Uint8Array(gunzipSync(Buffer.from(one.file, 'base64')));
  const { weights, layers } = partsOf(content, one.name);
  const { json, bytes } = await readKerasFile(new Blob([weights]), one.name, layers);
  return { json, bytes: drawn(new Float32Array(bytes.buffer), one.weights) };
}

/** The HDF5 file, and the layers where they lie beside it. */
function partsOf(
  content: Uint8Array<ArrayBuffer>,
  name: string,
): { readonly weights: Uint8Array<ArrayBuffer>; readonly layers?: unknown } {
  if (name.endsWith('.h5')) return { weights: content };
  const parts = unzipSync(content);
  const [weights, config] = ['model.weights.h5', 'config.json'].map((part) => parts[part]) as [
    Uint8Array<ArrayBuffer>,
    Uint8Array,
  ];
  return { weights, layers: JSON.parse(new TextDecoder().decode(config)) as unknown };
}

/** The kinds of layers in a case's file. */
export function kindsIn({ file, name }: KerasNetworkCase): readonly string[] {
  const { weights, layers } = partsOf(new Uint8Array(gunzipSync(Buffer.from(file, 'base64'))), name);
  // An HDF5 file has them as text.
  const text = layers === undefined ? Buffer.from(weights).toString('latin1') : JSON.stringify(layers);
  return [...text.matchAll(/"class_name": ?"(\w+)"/g)].map(([, kind = '']) => kind);
}

function drawn(numbers: Float32Array<ArrayBuffer>, draws: readonly Draw[]): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < numbers.length;) {
    const [seed, centre, size, count] = draws[(numbers[at] ?? 0) - 1] as Draw;
    numbers.set(
      hashed(seed, count).map((value) => centre + size * value),
      at,
    );
    at += count;
  }
  return new Uint8Array(numbers.buffer);
}
