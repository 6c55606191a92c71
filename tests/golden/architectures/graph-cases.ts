import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PREPROCESSINGS, type PreprocessingName } from '../../../src/core/records/preprocessings';
import type { ImportedNetwork } from '../../../src/networks/graph/graph';
import { importGraphModel } from '../../../src/networks/importers/graph-def/graph-model';
import type { References } from './architecture-agreement';
import { type Draw, hashed } from './architecture-cases';

/**
 * One graph model as `models/zoo-check/export_graph.py` writes it. `file` is gzipped JSON, base64: the graph, its manifest's entries,
 * and for each of them what it is drawn by, or its bytes.
 */
export interface GraphCase extends References {
  /** How its pixels are meant. */
  readonly scaled: PreprocessingName;
  readonly file: string;
}

interface GraphParts {
  readonly topology: { readonly node: readonly { readonly op: string }[] };
  readonly weights: readonly unknown[];
  readonly values: readonly (Draw | string)[];
}

export function graphCases(): readonly GraphCase[] {
  const file = new URL('graph.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: GraphCase[] }).cases;
}

/** A GraphDef in protobuf's binary form, gzipped, base64, frozen from a SavedModel by the lines that the page prints. */
export function frozenCase(): GraphCase {
  return JSON.parse(readFileSync(new URL('frozen-graph.json', import.meta.url), 'utf8')) as GraphCase;
}

function partsOf({ file }: GraphCase): GraphParts {
  return JSON.parse(gunzipSync(Buffer.from(file, 'base64')).toString()) as GraphParts;
}

/** The network of a case. Without preprocessing the importer guesses it. */
export function importGraphCase(one: GraphCase, guessed = false): ImportedNetwork {
  const { topology, weights, values } = partsOf(one);
  const bytes = values.map((value) => {
    if (typeof value === 'string') return Buffer.from(value, 'base64');
    const [seed, centre, size, count] = value;
    return Buffer.from(Float32Array.from(hashed(seed, count), (hash) => centre + size * hash).buffer);
  });
  const json = {
    format: 'graph-model',
    modelTopology: topology,
    weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights }],
  };
  const size = { size: [one.size, one.size] } as const;
  const said = guessed ? {} : { preprocessing: PREPROCESSINGS[one.scaled] };
  return importGraphModel(json, new Uint8Array(Buffer.concat(bytes)), { ...size, ...said });
}
